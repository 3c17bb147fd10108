import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { LOCAL_APP, LOCAL_SKUS } from '../../sandbox/local-environment.ts';
import { runServer } from '../../server/processes/server.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';
import { untilPlan } from '../helpers/until-plan.ts';

/** A server that takes Discord's events, and a worker; no bot that would hear of them too. */
async function createFixture(t: ExecutionContext, publicKey?: string) {
  const app = await startApp(t, { processes: ['worker'] });
  const { control } = app.discord;
  const [application] = await control.listApplications();
  const { env } = app;
  const server = await runServer(
    { ...env, DISCORD_PUBLIC_KEY: publicKey ?? application?.publicKey ?? '' },
    app.log,
    new AbortController().signal,
  );
  t.teardown(() => server?.stop());
  const address = `${app.url}/discord/events`;
  await control.editApplication({ applicationId: LOCAL_APP.id, eventWebhookUrl: address });
  const label = await createLabel(app);
  await app.tenancy.provision(label.guildId);
  const countJobs = async () => {
    const pool = app.tenancy.createJobPool(1);
    const { rows } = await pool.query(
      `SELECT count(*) FROM graphile_worker.jobs WHERE key LIKE 'entitlements:%'`,
    );
    await pool.end();
    return Number(rows[0].count);
  };
  return { app, control, label, address, countJobs };
}

test('a signed event: what the server has subscribed to is asked for', async (t) => {
  const { app, control, label } = await createFixture(t);
  const { id: entitlementId } = await control.grantEntitlement({
    applicationId: LOCAL_APP.id,
    skuId: LOCAL_SKUS.pro.id,
    serverId: label.guildId,
  });
  await untilPlan(app, label, 'pro');
  await control.deleteEntitlement({ applicationId: LOCAL_APP.id, entitlementId });
  await untilPlan(app, label, 'free');
  t.is((await app.tenancy.control.listGrants(label.guildId)).length, 1);
});

test('what is forged, late or malformed is refused; what is replayed changes nothing', async (t) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  // The raw key is the last 32 bytes of its DER form.
  const rawKey = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const { app, address, label, countJobs } = await createFixture(t, rawKey.toString('hex'));
  const nowSeconds = () => Math.floor(Date.now() / 1_000);
  const event = (changes: object = {}) =>
    JSON.stringify({
      version: 1,
      application_id: LOCAL_APP.id,
      type: 1,
      event: {
        type: 'ENTITLEMENT_CREATE',
        timestamp: new Date().toISOString(),
        data: { id: '1', sku_id: LOCAL_SKUS.proPlus.id, guild_id: label.guildId, ...changes },
      },
    });
  const send = async (
    body: string,
    {
      at = nowSeconds(),
      signed = body,
      headers = {},
    }: { at?: number; signed?: string; headers?: object } = {},
  ) => {
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-signature-timestamp': String(at),
        'x-signature-ed25519': sign(null, Buffer.from(`${at}${signed}`), privateKey).toString(
          'hex',
        ),
        ...headers,
      },
    });
    await response.body?.cancel();
    return response.status;
  };
  t.is(await send(event(), { signed: 'forged' }), 401);
  t.is(await send(event(), { at: nowSeconds() - 301 }), 401);
  t.is(await send(event(), { at: nowSeconds() + 301 }), 401);
  t.is(await send(event(), { headers: { 'x-signature-ed25519': '' } }), 401);
  t.is(await send(event(), { headers: { 'x-signature-ed25519': 'z'.repeat(128) } }), 401);
  t.is(await send(event(), { headers: { 'x-signature-timestamp': 'now' } }), 401);
  t.is(await send(randomBytes(40_000).toString('hex')), 413);
  t.is(await send('{"version":1'), 400);
  t.is(await send('[]'), 400);
  t.is(await countJobs(), 0);

  // Discord's way to see whether somebody is there, and what is about something else.
  t.is(await send(JSON.stringify({ version: 1, application_id: LOCAL_APP.id, type: 0 })), 204);
  t.is(await send(event({ guild_id: undefined, user_id: '5' })), 204);
  t.is(await send(event({ guild_id: '1; drop' })), 204);
  t.is(await countJobs(), 0);

  // It says that there is a subscription; there is none.
  t.is(await send(event()), 204);
  t.is(await send(event()), 204);
  while ((await countJobs()) > 0) await new Promise((resolve) => setImmediate(resolve));
  t.deepEqual(await app.tenancy.control.listGrants(label.guildId), []);
});

test('without a key there is no such page', async (t) => {
  const { url } = await startApp(t, { processes: ['server'] });
  const response = await fetch(`${url}/discord/events`, { method: 'POST', body: '{}' });
  t.is(response.status, 403);
  await response.body?.cancel();
});
