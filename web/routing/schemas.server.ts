import { z } from 'zod';
import { LABEL_NAME_LIMIT } from '../../domain/settings/limits.ts';
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
export const formHead = z.object({ requestId, intent: z.string() });

const text = (max: number) => z.string('text.missing').trim().max(max, 'text.too_long');

export const reasonForm = z.object({ reason: text(1_000).optional() });
export const statusForm = z.object({ status: z.enum(STATUSES, 'other') });
export const messageForm = z.object({ body: text(2_000).min(1, 'text.blank') });
export const labelForm = z.object({ labelName: text(LABEL_NAME_LIMIT).min(1, 'text.blank') });
