import type { Knex } from 'knex';
import type { LiveChange } from '../types.ts';

/**
 * The durable hint after a commit: a job per guild and due time, and the news for live dashboards,
 * in one round trip. `outbox:<guild>` as the job's key folds a burst into one job; a job that is
 * already running is not touched, a new one is made behind it. One that waits keeps its place in
 * the queue: a guild with a steady stream of news would otherwise go to the back with each of them.
 */
export async function wakeWorkers(
  control: Knex,
  guildId: string,
  dueTimes: readonly number[],
  changes: readonly LiveChange[],
  now: number,
): Promise<void> {
  const expressions: string[] = [];
  const bindings: (string | number)[] = [];
  const laterDueTimes = new Set(dueTimes.filter((due) => due > now));
  if (dueTimes.some((due) => due <= now)) {
    expressions.push(
      `graphile_worker.add_job('outbox', json_build_object('guildId', ?::text), job_key => ?, job_key_mode => 'preserve_run_at', max_attempts => 5)`,
    );
    bindings.push(guildId, `outbox:${guildId}`);
  }
  for (const due of laterDueTimes) {
    expressions.push(
      `graphile_worker.add_job('outbox', json_build_object('guildId', ?::text), run_at => to_timestamp(?::float8 / 1000), job_key => ?, max_attempts => 5)`,
    );
    bindings.push(guildId, due, `outbox:${guildId}:${due}`);
  }
  for (const change of changes) {
    expressions.push(`pg_notify('vektra_live', ?)`);
    bindings.push(JSON.stringify(change));
  }
  if (expressions.length > 0) await control.raw(`SELECT ${expressions.join(', ')}`, bindings);
}

/**
 * Wakes a worker for each of these guilds, in one round trip; jobs that wait keep their place.
 * @param task of the queue; workers take only those that they know
 */
export async function wakeDeliveries(
  control: Knex,
  guildIds: readonly string[],
  task = 'outbox',
): Promise<void> {
  if (guildIds.length === 0) return;
  await control.raw(
    `SELECT count(*) FROM graphile_worker.add_jobs(
       ARRAY(SELECT ROW(?::text, json_build_object('guildId', g), NULL, NULL, 5, ? || ':' || g, NULL, NULL)
                      ::graphile_worker.job_spec
               FROM unnest(?::text[]) AS g), true)`,
    [task, task, [...guildIds]],
  );
}
