import test, { type ExecutionContext } from 'ava';
import { bindOperations } from '../../domain/index.ts';
import { type LocalVault, startLocalVault } from '../../sandbox/vault/index.ts';
import { createSecretStore, createTenancy } from '../../tenancy/index.ts';
import {
  type CustomerEngine,
  connectCustomerDatabase,
  createProxiedCustomerDatabase,
  toConnectionInput,
} from '../helpers/customer-placement.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';
import { createActor, STAFF_CHANNEL_ID } from '../helpers/operations-fixture.ts';
import { testFull } from '../helpers/test-matrix.ts';
import { createManualClock } from '../tenancy/secrets/manual-clock.ts';

/** What can be wrong with a Vault, and how it is put right. */
const VAULT_FAULTS: Record<
  string,
  [begin: (vault: LocalVault) => void, end: (vault: LocalVault) => void]
> = {
  sealed: [({ control }) => control.seal(), ({ control }) => control.unseal()],
  'a standby without an active node': [
    ({ control }) => control.setStandby('no-active'),
    ({ control }) => control.setStandby(false),
  ],
  'over its quota': [
    ({ control }) => control.setQuotaExceeded(true),
    ({ control }) => control.setQuotaExceeded(false),
  ],
  'too slow': [({ control }) => control.setDelay(900), ({ control }) => control.setDelay(0)],
  'behind a proxy’s page': [
    ({ control }) => control.setHtmlResponse(true),
    ({ control }) => control.setHtmlResponse(false),
  ],
};

const EVERY_DAY = new Set(['sealed', 'too slow']);

/** A label in a database of its own, on a Vault of this test's own. */
async function createFixture(t: ExecutionContext, engine: CustomerEngine) {
  const clock = createManualClock();
  const vault = await startLocalVault({ port: 0, now: clock.now });
  t.teardown(() => vault.stop());
  const urls = await testDatabases();
  const config = {
    ...createTenancyConfig(urls),
    customerDatabases: { allowedAddresses: ['127.0.0.0/8'] },
  };
  /** A process: its own log-in, caches and pools. */
  const startProcess = () => {
    const auth = vault.appRoles.worker;
    if (!auth) throw new Error('the local Vault knows no worker');
    const secrets = createSecretStore({ url: vault.url, auth, clock, timeoutMs: 500 });
    const tenancy = createTenancy(config, { secrets });
    t.teardown(async () => {
      vault.control.setDelay(0);
      await tenancy.close();
      await secrets.close();
    });
    const operations = bindOperations({
      tenancy,
      now: Date.now,
      discordUrl: 'https://discord.test',
    });
    return { tenancy, operations };
  };
  const { tenancy, operations } = startProcess();
  const guildId = newGuildId();
  const grant = { guildId, plan: 'pro', operator: 'test', reason: 'test', endsAt: null };
  await tenancy.control.grantPlan({ ...grant, now: Date.now() });
  const admin = createActor(guildId, 'Mara', { isAdmin: true });
  await operations.settings.setUp(admin, { labelName: 'Nightfall' });
  await operations.settings.setStaffChannel(admin, { channelId: STAFF_CHANNEL_ID });
  const customerDatabase = await connectCustomerDatabase(t, { operations, tenancy, admin }, engine);
  let serial = 0;
  const send = (by = operations) =>
    by.submissions.submitOrDefer(createActor(guildId, 'KITE'), {
      requestId: `vault:${guildId}:${++serial}`,
      artistName: 'KITE',
      trackTitle: `Glass Horizon ${serial}`,
      trackUrl: `https://soundcloud.com/kite/${guildId}-${serial}`,
    });
  /** Longer than any back-off. */
  const advanceClock = () => clock.advance(5 * 60_000);
  return { vault, startProcess, operations, admin, customerDatabase, send, advanceClock };
}

for (const [what, [begin, end]] of Object.entries(VAULT_FAULTS))
  (EVERY_DAY.has(what) ? test.serial : testFull)(
    `a Vault that is ${what}: what is open goes on, the rest says so and comes back`,
    async (t) => {
      const { vault, startProcess, operations, admin, customerDatabase, send, advanceClock } =
        await createFixture(t, 'postgres');
      t.like(await send(), { number: 1 });
      await operations.storage.startSetup(admin, {});
      const other = await createProxiedCustomerDatabase(t, 'mariadb');
      begin(vault);
      vault.control.clearRequests();

      t.like(await send(), { number: 2 }, 'its pool is open');
      t.is((await operations.submissions.list(admin, {})).items.length, 2);
      const unavailable = { code: 'secret_store_unavailable' };
      await t.throwsAsync(operations.storage.testConnection(admin, other.input), unavailable);
      await t.throwsAsync(operations.storage.retestConnection(admin), unavailable);
      // A process that has no pool yet: the demo is parked or not, nothing is lost or half done.
      const newProcess = startProcess();
      await t.throwsAsync(newProcess.operations.submissions.list(admin, {}), {
        code: 'storage_unavailable',
      });
      await t.throwsAsync(send(newProcess.operations), { code: 'storage_unavailable' });
      for (let turn = 0; turn < 30; turn++)
        await t.throwsAsync(newProcess.operations.submissions.list(admin, {}), {
          code: 'storage_unavailable',
        });
      t.true(vault.control.requests.length < 30, `${vault.control.requests.length} requests`);

      end(vault);
      advanceClock();
      t.is((await newProcess.operations.submissions.list(admin, {})).items.length, 2);
      t.like(await send(newProcess.operations), { number: 3 });
      t.true((await operations.storage.retestConnection(admin)).passed);
      t.true((await operations.storage.testConnection(admin, other.input)).passed);
      t.is(customerDatabase.input.host, toConnectionInput(customerDatabase.database).host);
    },
  );
