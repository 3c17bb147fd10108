import { sweepBucketSecrets } from '../buckets/sweep-buckets.ts';
import {
  type CustomerDatabaseMigration,
  migrateCustomerDatabases,
} from '../migrate/migrate-customer-databases.ts';
import { type RetentionResult, runRetention } from '../retention/run-retention.ts';
import { sweepSecrets } from '../storage/index.ts';
import type { Connections } from './connections.ts';

/** What workers do from time to time, whatever anybody asks for. */
export interface Maintenance {
  /** Destroys secrets that nothing needs any more. @returns how many */
  sweepSecrets(): Promise<number>;
  /**
   * Removes what is past its retention: the rules that are due, each once a day over all processes.
   */
  runRetention(signal: AbortSignal): Promise<RetentionResult[]>;
  /**
   * Migrates customer databases whose schema is behind, `concurrency` at a time; absent: 8.
   * @returns each result; what had not started when `signal` aborted is left out
   */
  migrateCustomerDatabases(
    signal: AbortSignal,
    concurrency?: number,
  ): Promise<CustomerDatabaseMigration[]>;
}

export const createMaintenance = ({
  control,
  secrets,
  customerStorage,
  tenantAccess,
  now,
}: Connections): Maintenance => ({
  async sweepSecrets() {
    const deps = { control, secrets, now };
    // One that fails does not keep the other from its work.
    const [databases, buckets] = await Promise.allSettled([
      sweepSecrets(deps),
      sweepBucketSecrets(deps),
    ]);
    if (buckets.status === 'rejected') throw buckets.reason;
    if (databases.status === 'rejected') throw databases.reason;
    return databases.value + buckets.value;
  },
  runRetention: (signal) =>
    runRetention(
      {
        control,
        now,
        write: async (guildId, mutation) => (await tenantAccess.write(guildId, mutation)).result,
      },
      signal,
    ),
  migrateCustomerDatabases: (signal, concurrency) =>
    migrateCustomerDatabases({
      control,
      signal,
      open: async (guildId) =>
        customerStorage.databases.run(await tenantAccess.getPlacement(guildId), async () => {}),
      ...(concurrency ? { concurrency } : {}),
    }),
});
