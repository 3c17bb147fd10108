import type { Knex } from 'knex';
import type { LiveChange } from '../types.ts';

/**
 * The durable hint after a commit: a job per guild and due time, and the news for live dashboards,
 * in one round trip. `outbox:<guild>` as the job's key folds a burst into one job; a job that is
 * already running is not touched, a new one is made behind it.
 */
export async function wake(
  control: Knex,
  guildId: string,
  dueTimes: readonly number[],
  changes: readonly LiveChange[],
  now: number,
): Promise<void> {
  const parts: string[] = [];
  const bindings: (string | number)[] = [];
  const later = new Set(dueTimes.filter((due) => due > now));
  if (dueTimes.some((due) => due <= now)) {
    parts.push(
      `graphile_worker.add_job('outbox', json_build_object('guildId', ?::text), job_key => ?, max_attempts => 5)`,
    );
    bindings.push(guildId, `outbox:${guildId}`);
  }
  for (const due of later) {
    parts.push(
      `graphile_worker.add_job('outbox', json_build_object('guildId', ?::text), run_at => to_timestamp(?::float8 / 1000), job_key => ?, max_attempts => 5)`,
    );
    bindings.push(guildId, due, `outbox:${guildId}:${due}`);
  }
  for (const change of changes) {
    parts.push(`pg_notify('vektra_live', ?)`);
    bindings.push(JSON.stringify(change));
  }
  if (parts.length > 0) await control.raw(`SELECT ${parts.join(', ')}`, bindings);
}
