import { EventEmitter, once } from 'node:events';
import test, { type ExecutionContext } from 'ava';
import { createLog } from '../../server/log.ts';
import type { StartedHouse } from '../helpers/house.ts';
import { createLabel, setUp } from '../helpers/label.ts';
import { connectOwn, type OwnEngine, type ReachedOwn } from '../helpers/own-place.ts';
import { sharedHouse } from '../helpers/shared-house.ts';
import { countOf, type Desk, openDesk } from './desk.ts';

// A guild's own database goes away while a card is being posted, and comes back.

const logged = new EventEmitter();
const log = createLog('warn', 'test', {
  write(line) {
    const { msg, guildId } = JSON.parse(line);
    logged.emit(`${msg} ${guildId}`);
  },
});
const houseWith = (leaseMs: string) =>
  sharedHouse({
    processes: ['bot', 'worker'],
    variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_LEASE_MS: leaseMs },
    log,
  });
const withLongLease = houseWith('60000');
const withShortLease = houseWith('5000');

/** Posts a card while the label's database is away. @param back resolves when it is to come back */
async function postedWhileAway(
  t: ExecutionContext,
  house: StartedHouse,
  engine: OwnEngine,
  back: (own: ReachedOwn, desk: Desk) => Promise<unknown>,
): Promise<void> {
  const { control } = house.discord;
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  const desk = await openDesk(house, { label });
  const who = { ...desk, tenancy: house.tenancy };
  const own = await connectOwn(t, who, engine, { hasWorker: true });
  const path = `/channels/${label.staffChannel}/messages`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  await desk.send('Glass Horizon');
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  own.way.cut();
  const isBack = back(own, desk);
  await control.releaseFault({ faultId });
  await isBack;
  await control.forgetNonces();
  own.way.mend();
  t.true((await desk.acts.storage.retest(desk.admin)).passed);
  // Sooner than the sweep over own databases, which comes every few minutes.
  await desk.settled();
  t.deepEqual(await desk.outbox(), []);
  t.is(countOf(await desk.said(label.staffChannel), 'Glass Horizon'), 1);
}

for (const engine of ['postgres', 'mariadb'] as const) {
  test(`away for a moment: what was posted is recorded while it is still its worker’s · ${engine}`, async (t) => {
    const house = await withLongLease();
    await postedWhileAway(t, house, engine, ({ way }) => way.refusal());
  });

  test(`away for longer: it is looked for when the lease has ended · ${engine}`, async (t) => {
    const house = await withShortLease();
    await postedWhileAway(t, house, engine, async (_, { guildId }) => {
      // It could not be recorded, nor given back.
      await once(logged, `delivery.failed ${guildId}`);
      await once(logged, `outbox.interrupted ${guildId}`);
    });
  });
}
