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
