import pTimeout from 'p-timeout';
import type { GivenAnswer } from '../../domain/demo-form/answers.ts';
import { DEFAULT_PARTS, type FormPart } from '../../domain/demo-form/form-part.ts';
import { getFirstPage, getSecondPage } from '../../domain/demo-form/pages.ts';
import { isVektraError } from '../../domain/errors/errors.ts';
import type { FormSource } from '../dispatch/types.ts';
import { type FormValues, VALUE_SEPARATOR } from '../forms/index.ts';
import type { Translator } from '../translator.ts';
import { getPartLabel } from './form-fields.ts';

/** Less than a form has to open in. */
const MAX_READ_MS = 1_000;

/** The label's form; when it cannot be read now, the standard one opens rather than none. */
export const readParts = ({
  context,
  actor,
}: Pick<FormSource, 'context' | 'actor'>): Promise<readonly FormPart[]> =>
  pTimeout(getParts({ context, actor }), {
    milliseconds: MAX_READ_MS,
    fallback: () => DEFAULT_PARTS,
  });

async function getParts({
  context,
  actor,
}: Pick<FormSource, 'context' | 'actor'>): Promise<readonly FormPart[]> {
  try {
    return await context.operations.demoForm.get(actor);
  } catch (error) {
    if (isVektraError(error)) return DEFAULT_PARTS;
    throw error;
  }
}

const KINDS_WITH_FIELD: readonly string[] = ['trackUrl', 'files', 'message'];

/** What was answered to the label's own questions and its genre. */
export const toAnswers = (
  t: Translator,
  parts: readonly FormPart[],
  values: FormValues,
): GivenAnswer[] =>
  [...getFirstPage(parts), ...getSecondPage(parts, values)]
    // What the form that was filled in did not have was not asked.
    .filter(({ id, kind }) => !KINDS_WITH_FIELD.includes(kind) && id in values)
    .map((part) => ({
      partId: part.id,
      question: getPartLabel(t, part),
      values: split(part, values[part.id] ?? ''),
    }));

/** Only what was chosen can be several. */
const split = ({ kind }: FormPart, value: string): string[] =>
  kind === 'choices' ? value.split(VALUE_SEPARATOR) : [value];
