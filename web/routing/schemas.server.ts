import { z } from 'zod';
import { LABEL_NAME_MAX_LENGTH } from '../../domain/settings/label-name-length.ts';
import { STATUSES } from '../../domain/submissions/status.ts';
import { requestId, snowflakeId } from '../../domain/text/schemas.ts';

/** What addresses and forms hold before a domain act checks it by its own rules. */
export const guildParams = z.object({ guildId: snowflakeId });

export const submissionParams = z.object({
  number: z
    .string()
    .regex(/^[1-9][0-9]{0,11}$/)
    .transform(Number),
});

export const noInput = z.object({});

/** Every form carries the id that makes its act happen once. */
export const formEnvelope = z.object({ requestId, intent: z.string() });

const trimmedText = (max: number) => z.string('text.missing').trim().max(max, 'text.too_long');

export const reasonForm = z.object({ reason: trimmedText(1_000).optional() });
export const statusForm = z.object({ status: z.enum(STATUSES, 'other') });
export const messageForm = z.object({ body: trimmedText(2_000).min(1, 'text.blank') });
export const labelForm = z.object({
  labelName: trimmedText(LABEL_NAME_MAX_LENGTH).min(1, 'text.blank'),
});

const regionKey = z.string('text.missing').regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'other');

/** The storage page's address: the region that somebody thinks of moving to. */
export const storageSearch = z.object({ to: regionKey.nullable().default(null) });
export const moveForm = z.object({ region: regionKey });
export const abortMoveForm = z.object({
  moveId: z.string('text.missing').max(80, 'text.too_long'),
});
/** A switch that is off is not sent. */
export const deferSubmissionsForm = z.object({
  parks: z
    .literal('on', 'other')
    .optional()
    .transform((value) => value === 'on'),
});

/** Generous: the test itself says what is wrong with a part, by its code. */
const connectionPart = (max: number) => z.string('other').max(max, 'text.too_long').default('');

/** The connect form: one half of it, as `by` says. The domain parses the rest. */
export const connectForm = z
  .object({
    by: z.enum(['url', 'fields'], 'other'),
    url: connectionPart(4_096),
    engine: z.enum(['postgres', 'mysql'], 'other').optional(),
    host: connectionPart(300),
    port: connectionPart(10),
    user: connectionPart(300),
    password: connectionPart(2_000),
    database: connectionPart(300),
    ca: connectionPart(524_288),
  })
  .transform(({ by, url, ca, ...fields }) => {
    const connection = by === 'url' ? { url } : { ...fields, engine: fields.engine ?? 'postgres' };
    return ca.trim() ? { ...connection, ca } : connection;
  });

export const setupLinkParams = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{16,200}$/) });
