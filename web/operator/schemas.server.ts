import { z } from 'zod';
import { MOVE_CHANGES } from '../../domain/operator/types.ts';
import { snowflakeId } from '../../domain/text/schemas.ts';

/** Every operator action needs a reason. */
const reason = z.string('text.missing').trim().min(3, 'text.too_short').max(300, 'text.too_long');

const shortText = (max: number) =>
  z.string('text.missing').min(1, 'text.missing').max(max, 'text.too_long');

export const startMoveForm = z.object({ guildId: snowflakeId, region: shortText(41), reason });
export const changeMoveForm = z.object({
  moveId: shortText(80),
  change: z.enum(MOVE_CHANGES, 'other'),
  reason,
});
export const changeSecretForm = z.object({
  ref: shortText(300),
  change: z.enum(['rotate', 'revoke'], 'other'),
  reason,
});
export const retryMigrationForm = z.object({ place: shortText(80), reason });

/** The cursor of the next page, as the list returned it; the list validates it. */
const pageCursor = z
  .string('page.malformed')
  .regex(/^[A-Za-z0-9:_.-]{1,100}$/, 'page.malformed')
  .nullable()
  .default(null);
const searchText = z.string('other').default('');
const optionalGuildId = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim() : value),
  snowflakeId.nullable().default(null),
);

/** Search parameters of the lists. */
export const tenantsSearch = z.object({
  search: searchText,
  before: snowflakeId.nullable().default(null),
});
export const movesSearch = z.object({ before: pageCursor });
export const secretsSearch = z.object({ guild: optionalGuildId, before: pageCursor });
export const auditSearch = z.object({
  guild: optionalGuildId,
  operator: z.string('operator.malformed').trim().nullable().default(null),
  before: pageCursor,
});
