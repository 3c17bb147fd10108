import { z } from 'zod';
import type { GuildWriter } from '../../tenancy/index.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { operatorMutation } from '../operations/operator-operations.ts';
import { recordLabelAudit } from './label-audit.ts';
import { withAuditRecord } from './with-audit-record.ts';

/**
 * Puts a guild's dead letters back into the queue: all of them, or one. Its result is how many.
 * @param retry does it in the guild's own database
 * @throws VektraError `invalid_input` that names `reason`, `not_set_up`, `storage_unavailable`,
 * `storage_moving`
 */
export const createRetryDeadLetters = (retry: (db: GuildWriter, id?: string) => Promise<number>) =>
  operatorMutation({
    name: 'operator.retry_dead_letters',
    input: z.object({ guildId: z.string(), id: z.string().nullable() }),
    action: () => 'dead_letters.retry',
    async run({ deps, auditEntry }, { guildId, id }): Promise<number> {
      const details = id ? { id } : {};
      const entry = auditEntry({ guildId, details });
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
    },
  });
