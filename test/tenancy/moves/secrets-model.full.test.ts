import test from 'ava';
import fc from 'fast-check';
import { CHECKPOINTS, type Checkpoint, MoveError } from '../../../tenancy/moves/index.ts';
import { getSharedSecretStore } from '../../helpers/databases.ts';
import { SecretModel } from './fixture/secret-model.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { createTestGuild } from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);

/** What a mover, an admin, an operator or the sweep does; some of them die half way. */
type Event =
  | { kind: 'run'; at: Checkpoint }
  | { kind: 'sweep'; hours: number; shouldCrash: boolean }
  | { kind: 'rotate'; shouldCrash: boolean }
  | { kind: 'start' | 'finish' | 'revoke' | 'abort' | 'pause' | 'resume' | 'retry' | 'reopen' };

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('run'), at: fc.constantFrom(...CHECKPOINTS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('sweep'),
      hours: fc.constantFrom(1, 30, 80),
      shouldCrash: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('rotate'), shouldCrash: fc.boolean() }),
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

async function applyEvent(model: SecretModel, guildId: string, event: Event): Promise<void> {
  if (event.kind === 'sweep') return model.sweep(event.hours, event);
  if (event.kind === 'rotate') return model.rotate(event);
  if (event.kind === 'revoke') return model.revoke();
  if (event.kind === 'start') return ignoreRefusal(model.start());
  const move = await model.moves().latest(guildId);
  if (!move) return;
  if (event.kind === 'run') await model.run(move.id, event.at);
  else if (event.kind === 'finish') await model.run(move.id);
  else await ignoreRefusal(model.moves()[event.kind](move.id));
}

/** Refusals are part of the model. */
async function ignoreRefusal(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof MoveError)) throw error;
  });
}

test('whatever happens to secrets while guilds move: what is in use can be opened, what is not is destroyed', async (t) => {
  t.timeout(230_000);
  const secrets = await getSharedSecretStore();
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 4, maxLength: 12 }), async (events) => {
      const guild = await createTestGuild(databases(), 'postgres', 'region', { rows: 3 });
      const model = await SecretModel.create(databases(), guild, secrets);
      await model.start();
      for (const each of events) {
        await applyEvent(model, guild.guildId, each);
        await model.recordRevoked();
        await model.assertInvariants();
      }
      await model.finishAll();
    }),
    {
      numRuns: Number(process.env.MOVES_MODEL_RUNS ?? 100),
      endOnFailure: false,
      includeErrorInReport: true,
    },
  );
  t.pass();
});
