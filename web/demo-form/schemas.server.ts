import { z } from 'zod';
import { QUESTION_KINDS, STANDARD_KINDS } from '../../domain/demo-form/form-part.ts';
import { revision, switchField } from '../routing/schemas.server.ts';

const MAX_OPTIONS_LENGTH = 4_000;

const partId = z.string().max(12);

const textOrNull = z
  .string()
  .max(200, 'text.too_long')
  .optional()
  .transform((text) => (text?.trim() ? text : null));

/** What is typed of a part. */
const texts = {
  label: textOrNull,
  hint: textOrNull,
  isRequired: switchField,
  /** One on each line. */
  options: z
    .string()
    .max(MAX_OPTIONS_LENGTH, 'text.too_long')
    .optional()
    .transform((text) =>
      (text ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
};

export const addForm = z.object({ kind: z.enum(QUESTION_KINDS), ...texts, revision });
export const addStandardForm = z.object({ kind: z.enum(STANDARD_KINDS), revision });
export const changeForm = z.object({
  partId,
  ...texts,
  /** The key of an answer; empty: it is always asked. */
  condition: z.string().max(40).optional(),
  revision,
});
export const moveForm = z.object({
  /** `up:<part>` or `down:<part>`: the button says both. */
  move: z.string().regex(/^(?:up|down):[A-Za-z0-9]{4,12}$/, 'id.malformed'),
  revision,
});
export const removeForm = z.object({ partId, revision });
