import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';

/** One row for every act of an operator, in the transaction of the act. */
export async function auditOperator(
  trx: Knex,
  entry: {
    operator: string;
    act: string;
    guildId: string | null;
    reason: string;
    details: Record<string, unknown>;
    now: number;
  },
): Promise<void> {
  await trx('operator_audit').insert({
    id: uuidv7(),
    at: entry.now,
    operator: entry.operator,
    act: entry.act,
    guild_id: entry.guildId,
    reason: entry.reason,
    details: JSON.stringify(entry.details),
  });
}

/** An admin's act on storage that could not be written into the guild's own audit log. */
export const auditAdmin = (
  control: Knex,
  entry: {
    adminId: string;
    guildId: string;
    act: string;
    details: Record<string, unknown>;
    now: number;
  },
): Promise<void> =>
  auditOperator(control, {
    operator: `admin:${entry.adminId}`,
    act: entry.act,
    guildId: entry.guildId,
    reason: 'asked for by an admin',
    details: entry.details,
    now: entry.now,
  });
