import { z } from 'zod';
import { requestId, snowflakeId } from '../../domain/text/schemas.ts';

// What every address and form holds; a feature's own schemas are beside its pages.

export const guildParams = z.object({ guildId: snowflakeId });

export const noInput = z.object({});

/** Every form carries the id that makes its operation happen once. */
export const formEnvelope = z.object({ requestId, intent: z.string() });

export const trimmedText = (max: number) =>
  z.string('text.missing').trim().max(max, 'text.too_long');

/** Of the settings' section that the page showed; a page of the version before does not send it. */
export const revision = z.coerce.number().int().nonnegative().optional();

/** A switch that is off is not sent. */
export const switchField = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');
