import test from 'ava';
import fc from 'fast-check';
import { CHECKPOINTS, type Checkpoint, MoveError } from '../../../tenancy/moves/index.ts';
import { isFull } from '../../helpers/full.ts';
import { guildIn, never, registryOf, type TestGuild } from './world/guild.ts';
import { freezeAt, runUntil, writeOne } from './world/halting.ts';
import { fenceOf, tableOf } from './world/rows.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);

/** What a person, a mover or a writer does. */
type Event =
  | { kind: 'run' | 'freeze'; at: Checkpoint }
  | { kind: 'start'; way: 'live' | 'direct' }
  | { kind: 'abort' | 'pause' | 'resume' | 'retry' | 'thaw' | 'write' | 'finish' };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('run', 'freeze'),
      at: fc.constantFrom(...CHECKPOINTS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('start'), way: fc.constantFrom('live', 'direct') }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'abort',
        'pause',
        'resume',
        'retry',
        'thaw',
        'write',
        'write',
        'finish',
      ),
    }),
  },
) as fc.Arbitrary<Event>;

/** The guild as it goes back and forth between two places, and what it was promised. */
class World {
  acknowledged: string[] = [];
  refused = 0;
  #guild: TestGuild;
  #zombies: Awaited<ReturnType<typeof freezeAt>>[] = [];

  constructor(guild: TestGuild) {
    this.#guild = guild;
  }

  async happen(what: Event): Promise<void> {
    const guild = this.#guild;
    const moves = guild.moves();
    const move = await moves.latest(guild.guildId);
    if (what.kind === 'write') return this.write();
    if (what.kind === 'start') {
      const { region } = await registryOf(places(), guild.guildId);
      const to = { kind: 'managed', region: region === 'eu-uk' ? 'us-east' : 'eu-uk' } as const;
      const wish = { guildId: guild.guildId, to, by: 'test', reason: 'test', way: what.way };
      return expected(moves.start(wish));
    }
    if (what.kind === 'thaw') return this.#zombies.shift()?.thaw();
    if (!move) return;
    if (what.kind === 'run') await runUntil(guild, move.id, what.at);
    else if (what.kind === 'freeze') this.#zombies.push(await freezeAt(guild, move.id, what.at));
    else if (what.kind === 'finish') await moves.run(move.id, never());
    else await expected(moves[what.kind](move.id));
  }

  /** Where the registry says, and with every older epoch in both places. */
  async write(): Promise<void> {
    const { epoch, region } = await registryOf(places(), this.#guild.guildId);
    const { source, target } = this.#guild;
    const [here, there] = region === 'eu-uk' ? [source, target] : [target, source];
    const attempt = (place: typeof source, with_: string) =>
      writeOne(this.#guild, place, with_).catch((error: { code?: string }) => {
        if (!/VK00[12]/.test(error.code ?? '')) throw error;
        return null;
      });
    const name = await attempt(here, epoch);
    if (name) this.acknowledged.push(name);
    else this.refused += 1;
    for (const [place, old] of [
      [there, epoch],
      [there, String(BigInt(epoch) - 1n)],
      [here, String(BigInt(epoch) - 1n)],
      [there, String(BigInt(epoch) + 1n)],
    ] as const)
      if ((await attempt(place, old)) !== null) throw new Error('a stale write was taken');
  }

  async holds(): Promise<void> {
    const { guildId, source, target } = this.#guild;
    const { epoch } = await registryOf(places(), guildId);
    const fences = await Promise.all([fenceOf(source, guildId), fenceOf(target, guildId)]);
    const open = fences.filter((fence) => fence?.mode === 'open' || fence?.mode === 'copying');
    if (open.length > 1) throw new Error('two places are open');
    if (open[0] && open[0].epoch !== epoch) throw new Error('a place is open with another epoch');
  }

  /** Everybody wakes up and ends: exactly one place is open, with all that was promised. */
  async settle(): Promise<void> {
    const { guildId, source, target } = this.#guild;
    const moves = this.#guild.moves();
    for (let turn = 0; turn < 30; turn++) {
      for (const zombie of this.#zombies.splice(0)) await zombie.thaw();
      const move = await moves.latest(guildId);
      if (!move || move.endedAt !== null) break;
      if (move.state === 'paused') await moves.resume(move.id);
      await moves.run(move.id, never());
    }
    await this.holds();
    const before = this.acknowledged.length;
    await this.write();
    if (this.acknowledged.length === before) throw new Error('nobody can write any more');
    const { region } = await registryOf(places(), guildId);
    const home = region === 'eu-uk' ? source : target;
    const names = await tableOf(home, 'guild_counters').where('guild_id', guildId).pluck('name');
    const found = names.filter((name: string) => name.startsWith('write-')).sort();
    if (JSON.stringify(found) !== JSON.stringify(this.acknowledged.toSorted()))
      throw new Error(`acknowledged ${this.acknowledged}, found ${found}`);
  }
}

/** Refusals are part of the model. */
async function expected(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof MoveError)) throw error;
  });
}

test('whatever movers, people and writers do in whatever order, nothing is lost and one place is open', async (t) => {
  t.timeout(180_000);
  let acknowledged = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 14 }), async (events) => {
      const guild = await guildIn(places(), 'region', 'other region', { rows: 3 });
      const world = new World(guild);
      await world.happen({ kind: 'start', way: 'live' });
      for (const each of events) {
        await world.happen(each);
        await world.holds();
      }
      await world.settle();
      acknowledged += world.acknowledged.length;
      refused += world.refused;
    }),
    { numRuns: Number(process.env.MOVES_MODEL_RUNS ?? (isFull ? 100 : 25)), endOnFailure: false },
  );
  t.true(acknowledged > 20, `${acknowledged} acknowledged, ${refused} refused`);
});
