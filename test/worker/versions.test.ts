import test, { type ExecutionContext } from 'ava';
import { BACKGROUND_STATEMENT_TIMEOUT_MS, createAppServices } from '../../server/app-services.ts';
import { toWorkerConfig } from '../../server/processes/worker.ts';
import { groupByKind } from '../../worker/deliver/by-kind.ts';
import { deliverers } from '../../worker/deliverers.ts';
import { startWorker as startWorkerOf } from '../../worker/worker.ts';
import { startApp, type TestApp } from '../helpers/app.ts';
import { countMatches, createWorkerFixture } from './fixture.ts';

const allDeliverers = groupByKind(deliverers);
const { 'card.post': _unknown, ...knownDeliverers } = allDeliverers;
const DAY_MS = 86_400_000;

/** A worker of this version, or of one that does not know cards yet. */
async function startWorker(
  t: ExecutionContext,
  { env, log }: TestApp,
  version: 'older' | 'this',
): Promise<void> {
  const { tenancy, deps, systemOperations, close } = createAppServices(
    env,
    log,
    BACKGROUND_STATEMENT_TIMEOUT_MS,
  );
  const worker = await startWorkerOf(
    toWorkerConfig(env),
    {
      tenancy,
      deps,
      operations: systemOperations,
      log,
      deliverers: version === 'older' ? knownDeliverers : allDeliverers,
    },
    new AbortController().signal,
  );
  t.teardown(async () => {
    await worker.stop();
    await close();
  });
}

test('an older worker leaves unknown kinds of deliveries to a newer one', async (t) => {
  const app = await startApp(t, { processes: [] });
  const fixture = await createWorkerFixture(app);
  await fixture.submitDemo('Glass Horizon');
  // As one that was written long before it was due.
  await app.tenancy.write(fixture.guildId, async (db) => {
    await db
      .table('outbox')
      .where('kind', 'card.post')
      .update({ created_at: db.now - DAY_MS - 1 });
  });
  await startWorker(t, app, 'older');
  const row = await fixture.waitForRow(
    'card.post',
    ({ last_error: error }) => error === 'unknown_kind',
  );
  t.like(row, { state: 'waiting', attempts: 0, first_sent_at: null });
  t.is(countMatches(await fixture.readBotMessages(fixture.staffChannel), 'Glass Horizon'), 0);
  await startWorker(t, app, 'this');
  await fixture.submitDemo('Paper Lanterns');
  await fixture.waitUntilIdle();
  for (const title of ['Glass Horizon', 'Paper Lanterns'])
    t.is(countMatches(await fixture.readBotMessages(fixture.staffChannel), title), 1, title);
});

test('a kind that no version took within a day becomes a dead letter', async (t) => {
  const app = await startApp(t, { processes: [] });
  const fixture = await createWorkerFixture(app);
  await fixture.submitDemo('Glass Horizon');
  await app.tenancy.write(fixture.guildId, async (db) => {
    await db
      .table('outbox')
      .where('kind', 'card.post')
      .update({ created_at: db.now - DAY_MS - 1, due_at: db.now - DAY_MS - 1 });
  });
  await startWorker(t, app, 'older');
  t.like(await fixture.waitForDeadLetter('card.post'), { last_error: 'unknown_kind' });
});
