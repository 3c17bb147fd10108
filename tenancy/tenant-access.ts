import { isCitus } from './citus/is-citus.ts';
import {
  getDriverCode,
  getUnreachableCode,
  isDeadlock,
  isStalePlan,
  isUnreachable,
  TenancyError,
} from './errors.ts';
import { runGuardedRead } from './guild/guarded-read.ts';
import { retryLostTransaction } from './guild/lost-connection-error.ts';
import { type CommitEffects, runRead, runWrite } from './guild/run-transaction.ts';
import { StatementNames } from './guild/statement-names.ts';
import type { TenantDatabase } from './guild/transaction-driver/index.ts';
import { ABSENT, type PlacementCache } from './placement/cache.ts';
import { getServerCondition } from './server-conditions.ts';
import type { GuildReader, GuildWriter, Placement } from './types.ts';

/** How long a write waits for a move's pause, ms, and how often it looks. */
const MOVE_WAIT_TIMEOUT_MS = 2_000;
const MOVE_POLL_INTERVAL_MS = 25;
/** Two acts locked each other out; the database ended one of them, and nothing of it is left. */
const MAX_DEADLOCK_ATTEMPTS = 3;

/** How tenant access reaches databases. */
export interface DatabaseProvider {
  regionDatabase(region: string): TenantDatabase['knex'];
  /** Runs `work` on the guild's database; @throws TenancyError when it cannot be used. */
  withCustomerDatabase<T>(
    placement: Placement,
    work: (knex: TenantDatabase['knex']) => Promise<T>,
  ): Promise<T>;
}

/** The way to a guild's rows; see Tenancy. */
export interface TenantAccess {
  getPlacement(guildId: string): Promise<Placement>;
  write<T>(
    guildId: string,
    mutation: (db: GuildWriter) => Promise<T>,
  ): Promise<{ result: T; effects: CommitEffects }>;
  read<T>(guildId: string, query: (db: GuildReader) => Promise<T>, snapshot: boolean): Promise<T>;
}

export function createTenantAccess(
  cache: PlacementCache,
  databases: DatabaseProvider,
  now: () => number,
): TenantAccess {
  const statementNames = new StatementNames();

  async function getPlacement(guildId: string): Promise<Placement> {
    const cached =
      cache.peek(guildId) ?? (await cache.get(guildId).catch(rethrowAsUnavailable(guildId)));
    if (cached === ABSENT) throw new TenancyError('unknown_guild', guildId);
    return cached;
  }

  const withDatabase = <T>(
    placement: Placement,
    work: (database: TenantDatabase) => Promise<T>,
  ): Promise<T> =>
    placement.kind === 'own'
      ? databases.withCustomerDatabase(placement, (knex) =>
          retryLostTransaction(() =>
            work({ engine: placement.engine, knex, statementNames: null }),
          ),
        )
      : retryLostTransaction(() =>
          work({
            engine: 'postgres',
            knex: databases.regionDatabase(placement.region),
            statementNames,
          }),
        );

  /**
   * Runs an act where the guild is. A wrong epoch is resolved again, a fenced database is waited
   * for, a plan that a migration made stale is planned again, a deadlock's victim tries again, and
   * so does who was lent a dead connection.
   */
  async function runAtPlacement<T>(
    guildId: string,
    work: (database: TenantDatabase, placement: Placement) => Promise<T>,
    { isRead }: { isRead: boolean },
  ): Promise<T> {
    const deadlineAt = now() + MOVE_WAIT_TIMEOUT_MS;
    let deadlocks = 0;
    for (let hasResolvedAgain = false, hasResetStatements = false; ; ) {
      const placement = await getPlacement(guildId);
      try {
        return await withDatabase(placement, (database) => work(database, placement));
      } catch (error) {
        const code = getDriverCode(error);
        if (isStalePlan(error) && !hasResetStatements) {
          hasResetStatements = true;
          statementNames.reset();
          continue;
        }
        if (isDeadlock(error) && ++deadlocks < MAX_DEADLOCK_ATTEMPTS) continue;
        if (code === 'VK002' && now() < deadlineAt)
          await new Promise((resolve) => setTimeout(resolve, MOVE_POLL_INTERVAL_MS));
        else if (code === 'VK001' && !hasResolvedAgain) hasResolvedAgain = true;
        else if (code === 'VK001' || code === 'VK002')
          throw new TenancyError('moving', guildId, code);
        // Ours are read-only transactions: the read has tried to write.
        else if (isRead && getServerCondition(error) === 'read_only') throw error;
        // A victim again and again: in a customer database a trigger can say so for ever.
        else if (isUnreachable(error) || isDeadlock(error))
          throw new TenancyError('unavailable', guildId, getUnreachableCode(error));
        else throw error;
        cache.drop(guildId);
      }
    }
  }

  return {
    getPlacement,
    write: (guildId, mutation) =>
      runAtPlacement(
        guildId,
        (database, placement) => runWrite(database, placement, now(), mutation),
        { isRead: false },
      ),
    read: (guildId, query, snapshot) =>
      runAtPlacement(
        guildId,
        // Citus propagates the guild to workers in a transaction only.
        async ({ statementNames, ...database }, placement) =>
          statementNames && !snapshot && !(await isCitus(database.knex))
            ? runGuardedRead({ ...database, statementNames }, placement, now(), query)
            : runRead({ ...database, statementNames }, placement, now(), query, snapshot),
        { isRead: true },
      ),
  };
}

/** The registry, or a database, cannot be reached: the caller gets our error, not the driver's. */
export const rethrowAsUnavailable =
  (guildId: string) =>
  (error: unknown): never => {
    if (isUnreachable(error))
      throw new TenancyError('unavailable', guildId, getUnreachableCode(error));
    throw error;
  };
