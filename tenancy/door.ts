import { driverCode, isDeadlock, isStalePlan, isUnreachable, TenancyError } from './errors.ts';
import type { Place } from './guild/entry/index.ts';
import { runGuardedRead } from './guild/guarded-read.ts';
import { retryLostConnection } from './guild/lost-connection.ts';
import { StatementNames } from './guild/statement-names.ts';
import { type Effects, runRead, runWrite } from './guild/transact.ts';
import { ABSENT, type PlacementCache } from './placement/cache.ts';
import { conditionOf } from './server-conditions.ts';
import type { GuildReader, GuildWriter, Placement } from './types.ts';

/** How long a write waits for a move's pause, ms, and how often it looks. */
const MOVE_WAIT_MS = 2_000;
const MOVE_POLL_MS = 25;
/** Two acts locked each other out; the database ended one of them, and nothing of it is left. */
const DEADLOCK_TRIES = 3;

/** What the door opens places with. */
export interface Places {
  managed(region: string): Place['knex'];
  /** Runs `work` on the guild's own database; @throws TenancyError when it cannot be used. */
  own<T>(at: Placement, work: (knex: Place['knex']) => Promise<T>): Promise<T>;
}

/** The way to a guild's rows; see Tenancy. */
export interface Door {
  placement(guildId: string): Promise<Placement>;
  write<T>(
    guildId: string,
    act: (db: GuildWriter) => Promise<T>,
  ): Promise<{ result: T; effects: Effects }>;
  read<T>(guildId: string, look: (db: GuildReader) => Promise<T>, snapshot: boolean): Promise<T>;
}

export function createDoor(cache: PlacementCache, places: Places, now: () => number): Door {
  const names = new StatementNames();

  async function placement(guildId: string): Promise<Placement> {
    const known = cache.peek(guildId) ?? (await cache.get(guildId).catch(unavailable(guildId)));
    if (known === ABSENT) throw new TenancyError('unknown_guild', guildId);
    return known;
  }

  const inPlace = <T>(at: Placement, run: (place: Place) => Promise<T>): Promise<T> =>
    at.kind === 'own'
      ? places.own(at, (knex) =>
          retryLostConnection(() => run({ engine: at.engine, knex, names: null })),
        )
      : retryLostConnection(() =>
          run({ engine: 'postgres', knex: places.managed(at.region), names }),
        );

  /**
   * Runs an act where the guild is. A wrong epoch resolves anew, a fenced place is waited for, a
   * plan that a migration made stale is made anew, a deadlock's victim tries again, and so does who
   * was lent a dead connection.
   */
  async function atPlace<T>(
    guildId: string,
    run: (place: Place, at: Placement) => Promise<T>,
    { isRead }: { isRead: boolean },
  ): Promise<T> {
    const giveUpAt = now() + MOVE_WAIT_MS;
    let deadlocks = 0;
    for (let resolvedAgain = false, renewed = false; ; ) {
      const at = await placement(guildId);
      try {
        return await inPlace(at, (place) => run(place, at));
      } catch (error) {
        const code = driverCode(error);
        if (isStalePlan(error) && !renewed) {
          renewed = true;
          names.renew();
          continue;
        }
        if (isDeadlock(error) && ++deadlocks < DEADLOCK_TRIES) continue;
        if (code === 'VK002' && now() < giveUpAt)
          await new Promise((resolve) => setTimeout(resolve, MOVE_POLL_MS));
        else if (code === 'VK001' && !resolvedAgain) resolvedAgain = true;
        else if (code === 'VK001' || code === 'VK002')
          throw new TenancyError('moving', guildId, code);
        // Ours are read-only transactions: the read has tried to write.
        else if (isRead && conditionOf(error) === 'read_only') throw error;
        // A victim again and again: in an own database a trigger can say so for ever.
        else if (isUnreachable(error) || isDeadlock(error))
          throw new TenancyError('unavailable', guildId, code);
        else throw error;
        cache.drop(guildId);
      }
    }
  }

  return {
    placement,
    write: (guildId, act) =>
      atPlace(guildId, (place, at) => runWrite(place, at, now(), act), { isRead: false }),
    read: (guildId, look, snapshot) =>
      atPlace(
        guildId,
        ({ names, ...place }, at) =>
          names && !snapshot
            ? runGuardedRead({ ...place, names }, at, now(), look)
            : runRead({ ...place, names }, at, now(), look, snapshot),
        { isRead: true },
      ),
  };
}

/** The registry, or a place, cannot be asked: the caller gets our error, not the driver's. */
export const unavailable =
  (guildId: string) =>
  (error: unknown): never => {
    if (isUnreachable(error)) throw new TenancyError('unavailable', guildId, driverCode(error));
    throw error;
  };
