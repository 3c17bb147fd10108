import { setTimeout as sleep } from 'node:timers/promises';
import { getDriverCode } from '../errors.ts';

/** SQLSTATE of a statement that did not get its lock within `lock_timeout`. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * How long a migration waits for locks. While it waits for an exclusive one, all later reads and
 * writes of the table queue behind it: so it waits briefly, gives up and tries again.
 */
export interface LockWait {
  /** ms that one attempt waits for a lock. */
  attemptMs: number;
  /** ms between attempts, in which queued operations get their locks. */
  pauseMs: number;
  /**
   * ms after which no further attempt begins; 0: one attempt, which fails with the driver's error.
   */
  totalMs: number;
}

/** For a customer database, whose callers map the driver's error and try again themselves. */
export const ONE_ATTEMPT: LockWait = { attemptMs: 2_000, pauseMs: 0, totalMs: 0 };

/** A table stayed locked; nothing of the migration is applied. */
export class MigrationLockError extends Error {
  override readonly name = 'MigrationLockError';
  readonly code = LOCK_NOT_AVAILABLE;

  constructor(migration: string, cause: unknown) {
    super(
      `${migration}: another transaction (a dump, an export?) kept a table locked; ` +
        'run the migration again when it has ended',
      { cause },
    );
  }
}

/**
 * Runs a migration's transaction, again while it does not get its locks.
 * @param migration its name, for the error
 * @throws MigrationLockError after `totalMs`
 */
export async function retryUntilLocked<T>(
  migration: string,
  { pauseMs, totalMs }: LockWait,
  attempt: () => Promise<T>,
): Promise<T> {
  const endsAt = performance.now() + totalMs;
  for (;;)
    try {
      return await attempt();
    } catch (error) {
      if (totalMs === 0 || getDriverCode(error) !== LOCK_NOT_AVAILABLE) throw error;
      if (performance.now() + pauseMs >= endsAt) throw new MigrationLockError(migration, error);
      await sleep(pauseMs);
    }
}
