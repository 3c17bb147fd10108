import type { Knex } from 'knex';
import type { BucketAdmin } from './types.ts';

/** A change of the bucket wakes a worker at once; its sweep finds what is lost here. */
export function withRelocationWakeUp(buckets: BucketAdmin, control: Knex): BucketAdmin {
  const wake = (guildId: string) =>
    control
      .raw(
        `SELECT graphile_worker.add_job('gather_files', json_build_object('guildId', ?::text), job_key => ?, job_key_mode => 'preserve_run_at', max_attempts => 1)`,
        [guildId, `gather_files:${guildId}`],
      )
      .then(
        () => {},
        () => {},
      );
  return {
    ...buckets,
    async connect(guildId, ...rest) {
      const result = await buckets.connect(guildId, ...rest);
      await wake(guildId);
      return result;
    },
    async disconnect(guildId) {
      await buckets.disconnect(guildId);
      await wake(guildId);
    },
  };
}
