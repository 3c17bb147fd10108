import pTimeout from 'p-timeout';
import type { GivenAnswer } from '../../domain/demo-form/answers.ts';
import { FIRST_PAGE_PARTS } from '../../domain/demo-form/form-limits.ts';
import { DEFAULT_PARTS, type FormPart } from '../../domain/demo-form/form-part.ts';
import { getFirstPage, getSecondPage } from '../../domain/demo-form/pages.ts';
import { isVektraError } from '../../domain/errors/errors.ts';
import type { FormSource } from '../dispatch/types.ts';
import { type FormValues, VALUE_SEPARATOR } from '../forms/index.ts';
import type { Translator } from '../translator.ts';
import { getPartLabel } from './form-fields.ts';

/** Less than a form has to open in. */
const MAX_READ_MS = 1_000;

/** Refusals that filling in the form would not change; all others are the form's own. */
const FINAL_CODES: ReadonlySet<string> = new Set([
  'not_set_up',
  'intake_closed',
  'outside_hours',
  'artist_blocked',
  'role_required',
  'open_limit',
  'submission_cooldown',
  'period_limit',
]);

type Source = Pick<FormSource, 'context' | 'actor'>;

/** The form of somebody who has filled it in. */
export const readParts = ({ context, actor }: Source): Promise<readonly FormPart[]> =>
  withinTime(context.operations.demoForm.get(actor), () => false);

/** The form of somebody who opens it. @throws VektraError when the label takes nothing of theirs */
export const readPartsToOpen = ({ context, actor }: Source): Promise<readonly FormPart[]> =>
  withinTime(context.operations.demoForm.open(actor), (code) => FINAL_CODES.has(code));

/** When the form cannot be read now, the standard one opens rather than none. */
async function withinTime(
  reading: Promise<readonly FormPart[]>,
  isFinal: (code: string) => boolean,
): Promise<readonly FormPart[]> {
  try {
    return await pTimeout(reading, {
      milliseconds: MAX_READ_MS,
      fallback: () => DEFAULT_PARTS,
    });
  } catch (error) {
    if (!isVektraError(error) || isFinal(error.code)) throw error;
    return DEFAULT_PARTS;
  }
}

const KINDS_WITH_FIELD: readonly string[] = ['trackUrl', 'files', 'message'];

/** Whether a form asks for more than the standard one, or on a second page. */
export const hasOwnParts = (parts: readonly FormPart[]): boolean =>
  parts.length > FIRST_PAGE_PARTS || parts.some(({ kind }) => !KINDS_WITH_FIELD.includes(kind));

const STANDARD_FIELDS: readonly string[] = ['artistName', 'trackTitle', ...KINDS_WITH_FIELD];

/** Whether there is an answer to anything but what the standard form asks. */
export const hasOwnAnswers = (values: FormValues): boolean =>
  Object.keys(values).some((name) => !STANDARD_FIELDS.includes(name));

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
