import test from 'ava';
import fc from 'fast-check';
import { CHECKPOINTS, type Checkpoint, MoveError } from '../../../tenancy/moves/index.ts';
import { isFull } from '../../helpers/test-matrix.ts';
import { freezeAtCheckpoint, runUntil, writeAcknowledged } from './fixture/checkpoints.ts';
import { queryTable, readFenceRow } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import {
  createTestGuild,
  neverAborted,
  readRegistryRow,
  type TestGuild,
} from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);

/** What a person, a mover or a writer does. */
type Event =
  | { kind: 'run' | 'freeze'; at: Checkpoint }
  | { kind: 'start'; way: 'live' | 'direct' }
  | { kind: 'abort' | 'pause' | 'resume' | 'retry' | 'thaw' | 'write' | 'finish' };

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
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
class MoveModel {
  acknowledged: string[] = [];
  refusedCount = 0;
  #guild: TestGuild;
  #frozenMovers: Awaited<ReturnType<typeof freezeAtCheckpoint>>[] = [];

  constructor(guild: TestGuild) {
    this.#guild = guild;
  }

  async apply(event: Event): Promise<void> {
    const guild = this.#guild;
    const moves = guild.moves();
    const move = await moves.latest(guild.guildId);
    if (event.kind === 'write') return this.writeEverywhere();
    if (event.kind === 'start') {
      const { region } = await readRegistryRow(databases(), guild.guildId);
      const to = { kind: 'managed', region: region === 'eu-uk' ? 'us-east' : 'eu-uk' } as const;
      const request = {
        guildId: guild.guildId,
        to,
        requestedBy: 'test',
        reason: 'test',
        way: event.way,
      };
      return ignoreRefusal(moves.start(request));
    }
    if (event.kind === 'thaw') return this.#frozenMovers.shift()?.thaw();
    if (!move) return;
    if (event.kind === 'run') await runUntil(guild, move.id, event.at);
    else if (event.kind === 'freeze')
      this.#frozenMovers.push(await freezeAtCheckpoint(guild, move.id, event.at));
    else if (event.kind === 'finish') await moves.run(move.id, neverAborted());
    else await ignoreRefusal(moves[event.kind](move.id));
  }

  /** Where the registry says, and with every older epoch in both places. */
  async writeEverywhere(): Promise<void> {
    const { epoch, region } = await readRegistryRow(databases(), this.#guild.guildId);
    const { source, target } = this.#guild;
    const [current, other] = region === 'eu-uk' ? [source, target] : [target, source];
    const tryWrite = (database: typeof source, epoch: string) =>
      writeAcknowledged(this.#guild, database, epoch).catch((error: { code?: string }) => {
        if (!/VK00[12]/.test(error.code ?? '')) throw error;
        return null;
      });
    const name = await tryWrite(current, epoch);
    if (name) this.acknowledged.push(name);
    else this.refusedCount += 1;
    for (const [database, staleEpoch] of [
      [other, epoch],
      [other, String(BigInt(epoch) - 1n)],
      [current, String(BigInt(epoch) - 1n)],
      [other, String(BigInt(epoch) + 1n)],
    ] as const)
      if ((await tryWrite(database, staleEpoch)) !== null)
        throw new Error('a stale write was taken');
  }

  async assertInvariants(): Promise<void> {
    const { guildId, source, target } = this.#guild;
    const { epoch } = await readRegistryRow(databases(), guildId);
    const fences = await Promise.all([
      readFenceRow(source, guildId),
      readFenceRow(target, guildId),
    ]);
    const open = fences.filter((fence) => fence?.mode === 'open' || fence?.mode === 'copying');
    if (open.length > 1) throw new Error('two places are open');
    if (open[0] && open[0].epoch !== epoch) throw new Error('a place is open with another epoch');
  }

  /** Everybody wakes up and ends: exactly one place is open, with all that was promised. */
  async finishAll(): Promise<void> {
    const { guildId, source, target } = this.#guild;
    const moves = this.#guild.moves();
    for (let turn = 0; turn < 30; turn++) {
      for (const frozenMover of this.#frozenMovers.splice(0)) await frozenMover.thaw();
      const move = await moves.latest(guildId);
      if (!move || move.endedAt !== null) break;
      if (move.state === 'paused') await moves.resume(move.id);
      await moves.run(move.id, neverAborted());
    }
    await this.assertInvariants();
    const before = this.acknowledged.length;
    await this.writeEverywhere();
    if (this.acknowledged.length === before) throw new Error('nobody can write any more');
    const { region } = await readRegistryRow(databases(), guildId);
    const homeDatabase = region === 'eu-uk' ? source : target;
    const names = await queryTable(homeDatabase, 'guild_counters')
      .where('guild_id', guildId)
      .pluck('name');
    const found = names.filter((name: string) => name.startsWith('write-')).sort();
    if (JSON.stringify(found) !== JSON.stringify(this.acknowledged.toSorted()))
      throw new Error(`acknowledged ${this.acknowledged}, found ${found}`);
  }
}

/** Refusals are part of the model. */
async function ignoreRefusal(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof MoveError)) throw error;
  });
}

test('whatever movers, people and writers do in whatever order, nothing is lost and one place is open', async (t) => {
  t.timeout(180_000);
  let acknowledged = 0;
  let refusedCount = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 4, maxLength: 14 }), async (events) => {
      const guild = await createTestGuild(databases(), 'region', 'other region', { rows: 3 });
      const model = new MoveModel(guild);
      await model.apply({ kind: 'start', way: 'live' });
      for (const each of events) {
        await model.apply(each);
        await model.assertInvariants();
      }
      await model.finishAll();
      acknowledged += model.acknowledged.length;
      refusedCount += model.refusedCount;
    }),
    { numRuns: Number(process.env.MOVES_MODEL_RUNS ?? (isFull ? 100 : 25)), endOnFailure: false },
  );
  t.true(acknowledged > 20, `${acknowledged} acknowledged, ${refusedCount} refused`);
});
