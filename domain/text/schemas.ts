import { z } from 'zod';

/** Characters that show nothing: a text of only these is blank. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/gu;
/** Control characters; a message may have line breaks and tabs. */
const CONTROL_CHARACTERS = /[\p{Cc}]/u;
const CONTROL_EXCEPT_BREAKS = /[^\P{Cc}\n\t]/u;

const hasText = (text: string) => text.replace(INVISIBLE, '').length > 0;
/** Half of a surrogate pair is not text: no database stores it. */
const isWellFormed = (text: string) => text.isWellFormed();

/** One line that shows something: a name, a title, a genre. Stored as given. */
export const singleLine = (max: number) =>
  z
    .string('text.missing')
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .max(max, 'text.too_long')
        .refine(hasText, 'text.blank')
        .refine((text) => !CONTROL_CHARACTERS.test(text), 'text.control')
        .refine(isWellFormed, 'text.malformed'),
    );

/** Text of several lines. Windows line ends become plain ones. */
export const multiLine = (max: number) =>
  z
    .string('text.missing')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(max, 'text.too_long')
        .refine(hasText, 'text.blank')
        .refine((text) => !CONTROL_EXCEPT_BREAKS.test(text), 'text.control')
        .refine(isWellFormed, 'text.malformed'),
    );

/** An empty field of a form is an absent one. */
export const optionalField = <S extends z.ZodType>(
  schema: S,
): z.ZodOptional<z.ZodType<z.output<S>, z.input<S>>> =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  ) as unknown as z.ZodOptional<z.ZodType<z.output<S>, z.input<S>>>;

const MAX_SNOWFLAKE = 2n ** 63n - 1n;

/** A Discord id that our columns hold: 64 bits, signed. Discord's own reach that in 2084. */
export const snowflakeId = z
  .string()
  .refine((id) => /^[0-9]{15,20}$/.test(id) && BigInt(id) <= MAX_SNOWFLAKE, 'id.malformed');

/** A storage region's key; whether there is such a region is another question. */
export const regionKey = z.string().max(64, 'text.too_long');

/** An interaction's id, or one minted into a form. */
export const requestId = z.string().regex(/^[A-Za-z0-9:_-]{8,80}$/, 'request.malformed');

export const submissionNumber = z.number().int('number.whole').min(1, 'number.small').max(1e12);
