import type { GuildWriter } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { createAuditEntry } from './audit-entry.ts';
import { recordLabelAudit } from './label-audit.ts';
import { parseReason } from './reason.ts';
import type { OperatorActor } from './types.ts';
import { withAuditRecord } from './with-audit-record.ts';

/**
 * Puts a server's dead letters back into the queue.
 * @param retry does it in the guild's own database; all of them without an id
 * @returns how many
 * @throws VektraError `invalid_input` that names `reason`, `not_set_up`, `storage_unavailable`,
 * `storage_moving`
 */
export async function retryDeadLettersAsOperator(
  deps: Deps,
  operator: OperatorActor,
  input: { guildId: string; id: string | null; reason: string },
  retry: (db: GuildWriter, id?: string) => Promise<number>,
): Promise<number> {
  const { guildId, id } = input;
  const details = id ? { id } : {};
  const entry = createAuditEntry(deps, operator, 'dead_letters.retry', {
    guildId,
    reason: parseReason(input),
    details,
  });
  // The label's own audit log is in the database that is changed, so its row is in the transaction.
  return withAuditRecord(deps, entry, { shouldCopyToLabel: false }, (auditId) =>
    mapTenancyErrors(
      deps.tenancy.write(guildId, async (db) => {
        const retried = await retry(db, id ?? undefined);
        const { act, now: at } = entry;
        await recordLabelAudit(db, { id: auditId, at, act, details: { ...details, retried } });
        return retried;
      }),
    ),
  );
}
