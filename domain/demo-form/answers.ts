import { z } from 'zod';
import { type FieldProblem, VektraError } from '../errors/errors.ts';
import { FIELD_MAX_LENGTHS } from '../submissions/field-lengths.ts';
import type { QuestionAnswer } from '../submissions/types.ts';
import { multiLine } from '../text/schemas.ts';
import { LABEL_MAX_LENGTH, LONG_ANSWER_MAX_LENGTH, MAX_OPTIONS, MAX_PARTS } from './form-limits.ts';
import type { FormPart } from './form-part.ts';

/**
 * What an artist answered, with the question as it was asked: the label may change its form before
 * the answer arrives.
 */
export const givenAnswers = z
  .array(
    z.object({
      partId: z.string().max(12),
      question: z.string().max(LABEL_MAX_LENGTH),
      /** Empty: it was asked, and not answered. */
      values: z.array(z.string().max(LONG_ANSWER_MAX_LENGTH, 'text.too_long')).max(MAX_OPTIONS),
    }),
  )
  .max(MAX_PARTS);

export type GivenAnswer = z.output<typeof givenAnswers>[number];

/** As it is stored of a demo. */
export interface ParsedAnswers {
  genre: string | null;
  answers: QuestionAnswer[];
}

/**
 * Of the parts that the form has, those that must be answered are; texts are what a person reads.
 * @throws VektraError `invalid_input` that names the question
 */
export function parseGivenAnswers(
  parts: readonly FormPart[],
  given: readonly GivenAnswer[],
): ParsedAnswers {
  const parsed: ParsedAnswers = { genre: null, answers: [] };
  const problems: FieldProblem[] = [];
  for (const { partId, question, values } of given) {
    const texts = values.map((value) => value.trim()).filter((value) => value !== '');
    const refuse = (problem: string) =>
      problems.push({
        field: 'answer',
        problem,
        values: { label: question, max: LONG_ANSWER_MAX_LENGTH },
      });
    if (texts.length === 0) {
      if (parts.some((part) => part.id === partId && part.isRequired)) refuse('text.missing');
      continue;
    }
    const answer = multiLine(MAX_OPTIONS * LONG_ANSWER_MAX_LENGTH).safeParse(texts.join(', '));
    if (!answer.success) refuse(answer.error.issues[0]?.message ?? 'other');
    else if (partId === 'genre') parsed.genre = answer.data.slice(0, FIELD_MAX_LENGTHS.genre);
    else parsed.answers.push({ question, answer: answer.data });
  }
  if (problems.length > 0) throw new VektraError('invalid_input', { fields: problems });
  return parsed;
}
