import test from 'ava';
import fc from 'fast-check';
import { CHECKPOINTS, type Checkpoint, MoveError } from '../../../tenancy/moves/index.ts';
import { sharedSecrets } from '../../helpers/storage.ts';
import { guildIn } from './world/guild.ts';
import { SecretLife } from './world/secret-life.ts';
import { suitePlaces } from './world/suite.ts';

const places = suitePlaces(test);

/** What a mover, an admin, an operator or the sweep does; some of them die half way. */
type Event =
  | { kind: 'run'; at: Checkpoint }
  | { kind: 'sweep'; hours: number; dies: boolean }
  | { kind: 'rotate'; dies: boolean }
  | { kind: 'start' | 'finish' | 'revoke' | 'abort' | 'pause' | 'resume' | 'retry' | 'reopen' };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('run'), at: fc.constantFrom(...CHECKPOINTS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('sweep'),
      hours: fc.constantFrom(1, 30, 80),
      dies: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('rotate'), dies: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'start',
        'start',
        'finish',
        'revoke',
        'abort',
        'abort',
        'pause',
        'resume',
        'retry',
        'retry',
        'reopen',
      ),
    }),
  },
) as fc.Arbitrary<Event>;

async function happen(life: SecretLife, guildId: string, what: Event): Promise<void> {
  if (what.kind === 'sweep') return life.sweep(what.hours, what);
  if (what.kind === 'rotate') return life.rotate(what);
  if (what.kind === 'revoke') return life.revoke();
  if (what.kind === 'start') return expected(life.start());
  const move = await life.moves().latest(guildId);
  if (!move) return;
  if (what.kind === 'run') await life.run(move.id, what.at);
  else if (what.kind === 'finish') await life.run(move.id);
  else await expected(life.moves()[what.kind](move.id));
}

/** Refusals are part of the model. */
async function expected(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof MoveError)) throw error;
  });
}

test('whatever happens to secrets while guilds move: what is in use can be opened, what is not is destroyed', async (t) => {
  t.timeout(230_000);
  const secrets = await sharedSecrets();
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 12 }), async (events) => {
      const guild = await guildIn(places(), 'postgres', 'region', { rows: 3 });
      const life = await SecretLife.begin(places(), guild, secrets);
      await life.start();
      for (const each of events) {
        await happen(life, guild.guildId, each);
        await life.noteRevoked();
        await life.holds();
      }
      await life.settle();
    }),
    {
      numRuns: Number(process.env.MOVES_MODEL_RUNS ?? 100),
      endOnFailure: false,
      includeErrorInReport: true,
    },
  );
  t.pass();
});
