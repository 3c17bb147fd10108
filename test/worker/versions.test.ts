import test, { type ExecutionContext } from 'ava';
import { compose, UNATTENDED_MS } from '../../server/compose.ts';
import { workerConfig } from '../../server/processes/worker.ts';
import { deliverers } from '../../worker/deliver/index.ts';
import { startWorker as startWorkerOf } from '../../worker/worker.ts';
import { type House, startHouse } from '../helpers/house.ts';
import { countOf, openDesk } from './desk.ts';

const { 'card.post': _unknown, ...known } = deliverers;
const DAY_MS = 86_400_000;

/** A worker of this version, or of one that does not know cards yet. */
async function startWorker(
  t: ExecutionContext,
  { env, log }: House,
  version: 'older' | 'this',
): Promise<void> {
  const { tenancy, deps, close } = compose(env, log, UNATTENDED_MS);
  const worker = await startWorkerOf(
    workerConfig(env),
    { tenancy, deps, log, deliverers: version === 'older' ? known : deliverers },
    new AbortController().signal,
  );
  t.teardown(async () => {
    await worker.stop();
    await close();
  });
}

test('an older worker leaves a kind of delivery that it does not know to a newer one', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const desk = await openDesk(house);
  await startWorker(t, house, 'older');
  await desk.send('Glass Horizon');
  const row = await desk.row('card.post', ({ last_error: error }) => error === 'unknown_kind');
  t.like(row, { state: 'waiting', attempts: 0, first_sent_at: null });
  t.is(countOf(await desk.said(desk.staffChannel), 'Glass Horizon'), 0);
  await startWorker(t, house, 'this');
  await desk.send('Paper Lanterns');
  await desk.settled();
  for (const title of ['Glass Horizon', 'Paper Lanterns'])
    t.is(countOf(await desk.said(desk.staffChannel), title), 1, title);
});

test('a kind that no version took within a day is a dead letter', async (t) => {
  const house = await startHouse(t, { processes: [] });
  const desk = await openDesk(house);
  await desk.send('Glass Horizon');
  await house.tenancy.write(desk.guildId, async (db) => {
    await db
      .table('outbox')
      .where('kind', 'card.post')
      .update({ created_at: db.now - DAY_MS - 1 });
  });
  await startWorker(t, house, 'older');
  t.like(await desk.dead('card.post'), { last_error: 'unknown_kind' });
});
