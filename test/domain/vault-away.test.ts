import test, { type ExecutionContext } from 'ava';
import { bindActs } from '../../domain/index.ts';
import { type LocalVault, startLocalVault } from '../../sandbox/vault/index.ts';
import { createSecretStore, createTenancy } from '../../tenancy/index.ts';
import { actorOf, STAFF_CHANNEL } from '../helpers/acts.ts';
import { connectOwn, inputOf, type OwnEngine, reachedOwn } from '../helpers/own-place.ts';
import { newGuildId, tenancyConfig, testDatabases } from '../helpers/storage.ts';
import { createManualClock } from '../tenancy/secrets/clock.ts';

/** What can be wrong with a Vault, and how it is put right. */
const TROUBLES: Record<
  string,
  [begin: (vault: LocalVault) => void, end: (vault: LocalVault) => void]
> = {
  sealed: [({ control }) => control.seal(), ({ control }) => control.unseal()],
  'a standby without an active node': [
    ({ control }) => control.standby('no-active'),
    ({ control }) => control.standby(false),
  ],
  'over its quota': [({ control }) => control.quota(true), ({ control }) => control.quota(false)],
  'too slow': [({ control }) => control.slow(900), ({ control }) => control.slow(0)],
  'behind a proxy’s page': [
    ({ control }) => control.htmlPage(true),
    ({ control }) => control.htmlPage(false),
  ],
};

/** A label in a database of its own, on a Vault of this test's own. */
async function world(t: ExecutionContext, engine: OwnEngine) {
  const clock = createManualClock();
  const vault = await startLocalVault({ port: 0, now: clock.now });
  t.teardown(() => vault.stop());
  const urls = await testDatabases();
  const config = { ...tenancyConfig(urls), own: { allow: ['127.0.0.0/8'] } };
  /** A process: its own log-in, caches and pools. */
  const process = () => {
    const auth = vault.appRoles.worker;
    if (!auth) throw new Error('the local Vault knows no worker');
    const secrets = createSecretStore({ url: vault.url, auth, clock, timeoutMs: 500 });
    const tenancy = createTenancy(config, { secrets });
    t.teardown(async () => {
      vault.control.slow(0);
      await tenancy.close();
      await secrets.close();
    });
    const acts = bindActs({ tenancy, now: Date.now, discordUrl: 'https://discord.test' });
    return { tenancy, acts };
  };
  const { tenancy, acts } = process();
  const guildId = newGuildId();
  const grant = { guildId, plan: 'pro', operator: 'test', reason: 'test', endsAt: null };
  await tenancy.control.grantPlan({ ...grant, now: Date.now() });
  const admin = actorOf(guildId, 'Mara', { isAdmin: true });
  await acts.settings.start(admin, { labelName: 'Nightfall' });
  await acts.settings.setStaffChannel(admin, { channelId: STAFF_CHANNEL });
  const own = await connectOwn(t, { acts, tenancy, admin }, engine);
  let serial = 0;
  const send = (by = acts) =>
    by.submissions.send(actorOf(guildId, 'KITE'), {
      requestId: `vault:${guildId}:${++serial}`,
      artistName: 'KITE',
      trackTitle: `Glass Horizon ${serial}`,
      trackUrl: `https://soundcloud.com/kite/${guildId}-${serial}`,
    });
  /** Longer than any back-off. */
  const later = () => clock.advance(5 * 60_000);
  return { vault, process, acts, admin, own, send, later };
}

for (const [what, [begin, end]] of Object.entries(TROUBLES))
  test.serial(
    `a Vault that is ${what}: what is open goes on, the rest says so and comes back`,
    async (t) => {
      const { vault, process, acts, admin, own, send, later } = await world(t, 'postgres');
      t.like(await send(), { number: 1 });
      await acts.storage.openSetup(admin, {});
      const other = await reachedOwn(t, 'mariadb');
      begin(vault);
      vault.control.clearRequests();

      t.like(await send(), { number: 2 }, 'its pool is open');
      t.is((await acts.submissions.list(admin, {})).items.length, 2);
      const away = { code: 'secret_store_unavailable' };
      await t.throwsAsync(acts.storage.test(admin, other.input), away);
      await t.throwsAsync(acts.storage.retest(admin), away);
      // A process that has no pool yet: the demo is parked or not, nothing is lost or half done.
      const cold = process();
      await t.throwsAsync(cold.acts.submissions.list(admin, {}), { code: 'storage_unavailable' });
      await t.throwsAsync(send(cold.acts), { code: 'storage_unavailable' });
      for (let turn = 0; turn < 30; turn++)
        await t.throwsAsync(cold.acts.submissions.list(admin, {}), { code: 'storage_unavailable' });
      t.true(vault.control.requests.length < 30, `${vault.control.requests.length} requests`);

      end(vault);
      later();
      t.is((await cold.acts.submissions.list(admin, {})).items.length, 2);
      t.like(await send(cold.acts), { number: 3 });
      t.true((await acts.storage.retest(admin)).passed);
      t.true((await acts.storage.test(admin, other.input)).passed);
      t.is(own.input.host, inputOf(own.database).host);
    },
  );
