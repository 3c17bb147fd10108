import test from 'ava';
import { createLog } from '../../server/log.ts';
import { sharedHouse } from '../helpers/shared-house.ts';
import { countOf, openDesk } from './desk.ts';

const lines: Record<string, unknown>[] = [];
const log = createLog('info', 'worker', { write: (line) => void lines.push(JSON.parse(line)) });
const open = sharedHouse({ processes: ['worker'], log });

test('a short 429 is waited for, and is no failed try', async (t) => {
  const desk = await openDesk(await open());
  const path = `/channels/${desk.staffChannel}/messages`;
  const { control } = desk.house.discord;
  await control.injectFault({
    method: 'POST',
    path,
    status: 429,
    retryAfter: 0.5,
    scope: 'shared',
  });
  await desk.send('Glass Horizon');
  await desk.settled();
  t.is(countOf(await desk.said(desk.staffChannel), 'Glass Horizon'), 1);
});

for (const [name, fault, code] of [
  ['a long 429', { status: 429, retryAfter: 900, scope: 'shared' }, 'rate_limited'],
  ['direct messages opened too fast', { status: 400, code: 40003 }, '40003'],
] as const)
  test(`${name}: the delivery goes back to the outbox for as long, and is not given up`, async (t) => {
    const desk = await openDesk(await open());
    const { control } = desk.house.discord;
    const number = await desk.send('Glass Horizon');
    await desk.settled();
    const dm = await desk.dm();
    const path = `/channels/${dm}/messages`;
    const fault_ = await control.injectFault({ method: 'POST', path, ...fault });
    await desk.write(number, 'More bass');
    await control.waitForFault({ faultId: fault_.id });
    const row = await desk.row('dm.message', ({ state }) => state === 'waiting');
    t.like(row, { last_error: code, attempts: 0, first_sent_at: null });
    t.true(Number(row.due_at) - Number(row.created_at) >= 60_000);
    t.is(countOf(await desk.said(dm), 'More bass'), 0);
    // Daily business is no warning.
    const ofDelivery = lines.filter(({ outboxId }) => outboxId === row.id);
    t.deepEqual(
      ofDelivery.map((line) => [line.level, line.msg, line.code]),
      [['info', 'delivery.postponed', code]],
    );
  });

test('after a 429 nothing is looked for: Discord did nothing', async (t) => {
  const desk = await openDesk(await open());
  const { control } = desk.house.discord;
  const path = `/channels/${desk.staffChannel}/messages`;
  await control.injectFault({ method: 'POST', path, status: 400, code: 50035 });
  const number = await desk.send('Glass Horizon');
  t.like(await desk.dead('card.post'), { last_error: '50035', first_sent_at: null, attempts: 0 });
  t.is(number, 1);
  const looks = await control.listRequests({
    method: 'GET',
    route: '/channels/:channel_id/messages',
  });
  t.deepEqual(
    looks.filter((each) => each.path === path),
    [],
  );
});
