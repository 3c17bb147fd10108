import type { Checkpoint } from '../../../../tenancy/moves/index.ts';
import type { MovePlace } from '../../../../tenancy/moves/types.ts';
import type { TestGuild } from './guild.ts';
import { enter } from './writers.ts';

/**
 * Runs a move up to a checkpoint, and stops there as a process does that is told to end.
 * @param before what happens at that moment
 * @returns whether it came so far
 */
export async function runUntil(
  guild: TestGuild,
  id: string,
  at: Checkpoint,
  before: () => Promise<unknown> | unknown = () => {},
): Promise<boolean> {
  const stop = new AbortController();
  let reached = false;
  const moves = guild.moves({
    async checkpoint(now) {
      if (now !== at || reached) return;
      reached = true;
      await before();
      stop.abort();
    },
  });
  await moves.run(id, stop.signal);
  return reached;
}

/**
 * A mover that freezes at a checkpoint and knows nothing of the time: its lease runs out meanwhile.
 * @returns when it is frozen; `thaw` lets it go on, and waits for its end
 */
export async function freezeAt(
  guild: TestGuild,
  id: string,
  at: Checkpoint,
): Promise<{ reached: boolean; thaw(): Promise<void> }> {
  const leaseMs = 3_600_000;
  const frozen = Promise.withResolvers<boolean>();
  const thawed = Promise.withResolvers<void>();
  const moves = guild.moves({
    owner: 'zombie',
    limits: { leaseMs },
    // Its lease has ended as soon as it is taken, and its heart does not beat within this test.
    now: () => Date.now() - leaseMs - 10,
    async checkpoint(now) {
      if (now !== at) return;
      frozen.resolve(true);
      await thawed.promise;
    },
  });
  const running = moves.run(id, new AbortController().signal).then(() => frozen.resolve(false));
  return {
    reached: await frozen.promise,
    async thaw() {
      thawed.resolve();
      await running;
    },
  };
}

let serial = 0;

/** One acknowledged write as the door makes it. @throws code VK001 or VK002 */
export async function writeOne(
  { guildId }: TestGuild,
  place: MovePlace,
  epoch: string,
): Promise<string> {
  const name = `write-${++serial}`;
  await place.app.transaction(async (trx) => {
    await enter(trx, guildId, { place, epoch });
    const table = place.engine === 'postgres' ? 'vektra.guild_counters' : 'guild_counters';
    await trx(table).insert({ guild_id: guildId, name, value: serial });
  });
  return name;
}
