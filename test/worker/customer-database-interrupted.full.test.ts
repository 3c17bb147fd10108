import { EventEmitter, once } from 'node:events';
import test, { type ExecutionContext } from 'ava';
import { createLogger } from '../../server/log.ts';
import type { StartedTestApp } from '../helpers/app.ts';
import {
  type CustomerEngine,
  connectCustomerDatabase,
  type ProxiedCustomerDatabase,
} from '../helpers/customer-placement.ts';
import { createLabel, setUpLabel } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { COSTLY_ENGINES } from '../helpers/test-matrix.ts';
import { countMatches, createWorkerFixture, type WorkerFixture } from './fixture.ts';

// A guild's own database goes away while a card is being posted, and comes back.

const logged = new EventEmitter();
const log = createLogger('warn', 'test', {
  write(line) {
    const { msg, guildId } = JSON.parse(line);
    logged.emit(`${msg} ${guildId}`);
  },
});
const sharedAppWithLease = (leaseMs: string) =>
  sharedApp({
    processes: ['bot', 'worker'],
    variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_LEASE_MS: leaseMs },
    log,
  });
const withLongLease = sharedAppWithLease('60000');
const withShortLease = sharedAppWithLease('5000');

/**
 * Posts a card while the label's database is away. @param waitUntilRestored resolves when it is to
 * come back
 */
async function postWhileUnavailable(
  t: ExecutionContext,
  app: StartedTestApp,
  engine: CustomerEngine,
  waitUntilRestored: (
    customerDatabase: ProxiedCustomerDatabase,
    fixture: WorkerFixture,
  ) => Promise<unknown>,
): Promise<void> {
  const { control } = app.discord;
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const fixture = await createWorkerFixture(app, { label });
  const actorContext = { ...fixture, tenancy: app.tenancy };
  const customerDatabase = await connectCustomerDatabase(t, actorContext, engine, {
    hasWorker: true,
  });
  const path = `/channels/${label.staffChannel}/messages`;
  const { id: faultId } = await control.injectFault({ method: 'POST', path, held: true });
  await fixture.submitDemo('Glass Horizon');
  await control.waitForFault({ faultId, timeoutMs: 90_000 });
  customerDatabase.proxy.disconnect();
  const restored = waitUntilRestored(customerDatabase, fixture);
  await control.releaseFault({ faultId });
  await restored;
  await control.forgetNonces();
  customerDatabase.proxy.restore();
  t.true((await fixture.operations.storage.retestConnection(fixture.admin)).passed);
  // Sooner than the sweep over own databases, which comes every few minutes.
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);
  t.is(countMatches(await fixture.readBotMessages(label.staffChannel), 'Glass Horizon'), 1);
}

for (const engine of COSTLY_ENGINES) {
  test(`away for a moment: what was posted is recorded while it is still its worker’s · ${engine}`, async (t) => {
    const app = await withLongLease();
    await postWhileUnavailable(t, app, engine, ({ proxy }) => proxy.waitForRefusal());
  });

  test(`away for longer: it is looked for when the lease has ended · ${engine}`, async (t) => {
    const app = await withShortLease();
    await postWhileUnavailable(t, app, engine, async (_, { guildId }) => {
      // It could not be recorded, nor given back.
      await once(logged, `delivery.failed ${guildId}`);
      await once(logged, `outbox.interrupted ${guildId}`);
    });
  });
}
