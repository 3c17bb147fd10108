import test from 'ava';
import { createLogger } from '../../server/log.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { countMatches, createWorkerFixture } from './fixture.ts';

const lines: Record<string, unknown>[] = [];
const log = createLogger('info', 'worker', { write: (line) => void lines.push(JSON.parse(line)) });
const getApp = sharedApp({ processes: ['worker'], log });

test('a short 429 is waited for and does not count as a failed attempt', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const path = `/channels/${fixture.staffChannel}/messages`;
  const { control } = fixture.app.discord;
  await control.injectFault({
    method: 'POST',
    path,
    status: 429,
    retryAfter: 0.5,
    scope: 'shared',
  });
  await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  t.is(countMatches(await fixture.readBotMessages(fixture.staffChannel), 'Glass Horizon'), 1);
});

for (const [name, fault, code] of [
  ['a long 429', { status: 429, retryAfter: 900, scope: 'shared' }, 'rate_limited'],
  ['direct messages opened too fast', { status: 400, code: 40003 }, '40003'],
] as const)
  test(`${name}: the delivery goes back to the outbox for as long, and is not given up`, async (t) => {
    const fixture = await createWorkerFixture(await getApp());
    const { control } = fixture.app.discord;
    const number = await fixture.submitDemo('Glass Horizon');
    await fixture.waitUntilIdle();
    const dm = await fixture.openDmChannel();
    const path = `/channels/${dm}/messages`;
    const injectedFault = await control.injectFault({ method: 'POST', path, ...fault });
    await fixture.messageArtist(number, 'More bass');
    await control.waitForFault({ faultId: injectedFault.id });
    const row = await fixture.waitForRow('dm.message', ({ state }) => state === 'waiting');
    t.like(row, { last_error: code, attempts: 0, first_sent_at: null });
    t.true(Number(row.due_at) - Number(row.created_at) >= 60_000);
    t.is(countMatches(await fixture.readBotMessages(dm), 'More bass'), 0);
    // Daily business is no warning.
    const deliveryLines = lines.filter(({ outboxId }) => outboxId === row.id);
    t.deepEqual(
      deliveryLines.map((line) => [line.level, line.msg, line.code]),
      [['info', 'delivery.postponed', code]],
    );
  });

test('after a 429 no message is looked up: it had no effect', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  const path = `/channels/${fixture.staffChannel}/messages`;
  await control.injectFault({ method: 'POST', path, status: 400, code: 50035 });
  const number = await fixture.submitDemo('Glass Horizon');
  t.like(await fixture.waitForDeadLetter('card.post'), {
    last_error: '50035',
    first_sent_at: null,
    attempts: 0,
  });
  t.is(number, 1);
  const searches = await control.listRequests({
    method: 'GET',
    route: '/channels/:channel_id/messages',
  });
  t.deepEqual(
    searches.filter((each) => each.path === path),
    [],
  );
});
