import type { GuildWriter } from '../../tenancy/index.ts';
import type { Deps } from '../deps.ts';
import { tellingStorage } from '../errors/from-tenancy.ts';
import { auditEntry } from './entry.ts';
import { auditInLabel } from './label-audit.ts';
import { reasonOf } from './reason.ts';
import { recorded } from './recorded.ts';
import type { OperatorActor } from './types.ts';

/**
 * Puts a server's dead letters back into the queue.
 * @param retry does it in the guild's own database; all of them without an id
 * @returns how many
 * @throws VektraError `invalid_input` that names `reason`, `not_set_up`, `storage_unavailable`,
 * `storage_moving`
 */
export async function retryDeadLettersAs(
  deps: Deps,
  by: OperatorActor,
  input: { guildId: string; id: string | null; reason: string },
  retry: (db: GuildWriter, id?: string) => Promise<number>,
): Promise<number> {
  const { guildId, id } = input;
  const details = id ? { id } : {};
  const entry = auditEntry(deps, by, 'dead_letters.retry', {
    guildId,
    reason: reasonOf(input),
    details,
  });
  // The label's own audit log is in the database that is changed, so its row is in the transaction.
  return recorded(deps, entry, { isCopied: false }, (auditId) =>
    tellingStorage(
      deps.tenancy.write(guildId, async (db) => {
        const retried = await retry(db, id ?? undefined);
        const { act, now: at } = entry;
        await auditInLabel(db, { id: auditId, at, act, details: { ...details, retried } });
        return retried;
      }),
    ),
  );
}
