import { z } from 'zod';
import { singleLine } from '../text/schemas.ts';
import {
  HINT_MAX_LENGTH,
  LABEL_MAX_LENGTH,
  MAX_OPTIONS,
  MAX_PARTS,
  OPTION_MAX_LENGTH,
} from './form-limits.ts';

/** Parts that every label can have once; their kind is their id. */
export const STANDARD_KINDS = ['trackUrl', 'files', 'message', 'genre'] as const;

/** The label's own questions: a line, some lines, one of several, any of several, a box to check. */
export const QUESTION_KINDS = ['short', 'long', 'choice', 'choices', 'confirm'] as const;

export const formPart = z.object({
  /** Stored with the form only; what an artist answered is stored with the question. */
  id: z.string().regex(/^[A-Za-z0-9]{4,12}$/, 'id.malformed'),
  kind: z.enum([...STANDARD_KINDS, ...QUESTION_KINDS]),
  /** Null: the standard text of a standard part. */
  label: singleLine(LABEL_MAX_LENGTH).nullable(),
  hint: singleLine(HINT_MAX_LENGTH).nullable(),
  isRequired: z.boolean(),
  /** Of choices, and of a genre that is chosen. */
  options: z.array(singleLine(OPTION_MAX_LENGTH)).max(MAX_OPTIONS, 'form.too_many_options'),
  /** Asked only when an earlier choice was answered so. */
  showIf: z.object({ partId: z.string(), option: z.string() }).nullable(),
});

/** What a form asks for, besides the artist's name and the title. */
export type FormPart = z.output<typeof formPart>;

export const formParts = z.array(formPart).min(1, 'form.no_track').max(MAX_PARTS, 'form.too_long');

export const createStandardPart = (kind: (typeof STANDARD_KINDS)[number]): FormPart => ({
  id: kind,
  kind,
  label: null,
  hint: null,
  isRequired: false,
  options: [],
  showIf: null,
});

export const isStandard = ({ kind }: Pick<FormPart, 'kind'>): boolean =>
  STANDARD_KINDS.some((standard) => standard === kind);

/** The form of labels that have not made their own. */
export const DEFAULT_PARTS: FormPart[] = [
  createStandardPart('trackUrl'),
  createStandardPart('files'),
  createStandardPart('message'),
];
