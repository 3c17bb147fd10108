import { z } from 'zod';
import { operatorMutation } from '../operations/operator-builders.ts';
import { snowflakeId } from '../text/schemas.ts';
import { recordLabelAudit } from './label-audit.ts';
import { withAuditRecord } from './with-audit-record.ts';

/**
 * Puts a guild's dead letters back into the queue: all of them, or one. Its result is how many.
 * @throws VektraError `invalid_input` that names the field, `not_set_up`, `storage_unavailable`,
 * `storage_moving`
 */
export const retryDeadLetters = operatorMutation({
  name: 'operator.retry_dead_letters',
  input: z.object({ guildId: snowflakeId, id: z.uuid('id.malformed').nullable() }),
  action: () => 'dead_letters.retry',
  async run({ deps, auditEntry }, { guildId, id }): Promise<number> {
    const { tenancy } = deps;
    const details = id ? { id } : {};
    const entry = auditEntry({ guildId, details });
    // The label's own audit log is in the database that is changed, so its row is in the
    // transaction.
    return withAuditRecord(deps, entry, { shouldCopyToLabel: false }, (auditId) =>
      tenancy.write(guildId, async (db) => {
        const retried = await tenancy.retryDeadLetters(db, { id: id ?? undefined });
        const { act, now: at } = entry;
        await recordLabelAudit(db, { id: auditId, at, act, details: { ...details, retried } });
        return retried;
      }),
    );
  },
});
