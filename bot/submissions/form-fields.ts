import {
  type APIComponentInLabel,
  type APILabelComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import {
  LONG_ANSWER_MAX_LENGTH,
  SHORT_ANSWER_MAX_LENGTH,
} from '../../domain/demo-form/form-limits.ts';
import type { FormPart } from '../../domain/demo-form/form-part.ts';
import { MAX_FILES_AT_ONCE } from '../../domain/files/file-limits.ts';
import { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import type { Translator } from '../translator.ts';

/** Discord shows so many options at once; more are in a menu. */
const MAX_VISIBLE_OPTIONS = 10;

/** A part's label: the label's own, or the standard part's. */
export const getPartLabel = (t: Translator, { kind, label }: FormPart): string =>
  label ?? t([`errors.field.${kind}`, 'errors.field.other']);

const HINTS = {
  trackUrl: 'submissions.form.url_hint',
  files: 'submissions.form.files_hint',
  message: 'submissions.form.message_hint',
} as const;

/** A part as a field of a form. Its custom id is the part's id, an option's value its text. */
export function createPartField(t: Translator, part: FormPart): APILabelComponent {
  const standardHint = part.kind in HINTS ? HINTS[part.kind as keyof typeof HINTS] : null;
  const hint = part.hint ?? (standardHint && part.label === null ? t(standardHint) : null);
  return {
    type: ComponentType.Label,
    label: getPartLabel(t, part),
    ...(hint ? { description: hint } : {}),
    component: createComponent(t, part),
  };
}

function createComponent(t: Translator, part: FormPart): APIComponentInLabel {
  const { id, kind, isRequired, options } = part;
  const base = { custom_id: id, required: isRequired };
  switch (kind) {
    case 'files':
      return {
        type: ComponentType.FileUpload,
        ...base,
        min_values: isRequired ? 1 : 0,
        max_values: MAX_FILES_AT_ONCE,
      };
    case 'trackUrl':
      return createText(base, TextInputStyle.Short, FIELD_MAX_LENGTHS.trackUrl);
    case 'message':
      return createText(base, TextInputStyle.Paragraph, FIELD_MAX_LENGTHS.message);
    case 'genre':
      return options.length > 0
        ? createChoice(base, options)
        : createText(base, TextInputStyle.Short, FIELD_MAX_LENGTHS.genre);
    case 'short':
      return createText(base, TextInputStyle.Short, SHORT_ANSWER_MAX_LENGTH);
    case 'long':
      return createText(base, TextInputStyle.Paragraph, LONG_ANSWER_MAX_LENGTH);
    case 'choice':
      return createChoice(base, options);
    case 'choices':
      return createChoices(base, options);
    case 'confirm':
      return createChoices(base, [t('submissions.form.confirm')]);
  }
}

type Base = { custom_id: string; required: boolean };

const createText = (base: Base, style: TextInputStyle, max: number): APIComponentInLabel => ({
  type: ComponentType.TextInput,
  ...base,
  style,
  max_length: max,
});

const toOptions = (options: readonly string[]) =>
  options.map((option) => ({ label: option, value: option }));

const createChoice = (base: Base, options: readonly string[]): APIComponentInLabel =>
  options.length >= 2 && options.length <= MAX_VISIBLE_OPTIONS
    ? { type: ComponentType.RadioGroup, ...base, options: toOptions(options) }
    : {
        type: ComponentType.StringSelect,
        ...base,
        min_values: base.required ? 1 : 0,
        max_values: 1,
        options: toOptions(options),
      };

function createChoices(base: Base, options: readonly string[]): APIComponentInLabel {
  const range = {
    ...base,
    min_values: base.required ? 1 : 0,
    max_values: options.length,
    options: toOptions(options),
  };
  return options.length <= MAX_VISIBLE_OPTIONS
    ? { type: ComponentType.CheckboxGroup, ...range }
    : { type: ComponentType.StringSelect, ...range };
}
