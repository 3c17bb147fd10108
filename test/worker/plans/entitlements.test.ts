import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { LOCAL_APP, LOCAL_SKUS } from '../../../sandbox/local-environment.ts';
import { runWorker } from '../../../server/processes/worker.ts';
import { type StartedTestApp, startApp } from '../../helpers/app.ts';
import { createLabel, type Label } from '../../helpers/label.ts';
import { sharedApp } from '../../helpers/shared-app.ts';
import { untilPlan } from '../../helpers/until-plan.ts';

const getApp = sharedApp({ processes: ['bot', 'worker'] });
const applicationId = LOCAL_APP.id;
const LIST_ROUTE = '/applications/:application_id/entitlements';

async function createFixture(app: StartedTestApp) {
  const label = await createLabel(app);
  await app.tenancy.provision(label.guildId);
  const { control } = app.discord;
  const subscribe = (sku = LOCAL_SKUS.pro, { guildId }: Label = label) =>
    control.grantEntitlement({ applicationId, skuId: sku.id, serverId: guildId });
  return { app, label, control, subscribe };
}

test('a subscription gives its plan at once, until it ends', async (t) => {
  const { app, label, control, subscribe } = await createFixture(await getApp());
  const { id: entitlementId } = await subscribe();
  await untilPlan(app, label, 'pro');
  // What Discord says when a subscription that was cancelled comes to its end.
  await control.expireEntitlement({ applicationId, entitlementId });
  await untilPlan(app, label, 'free');
  const grants = await app.tenancy.control.listGrants(label.guildId);
  t.is(grants.length, 1);
  t.like(grants[0], { source: 'entitlement', sourceId: entitlementId, plan: 'pro' });
});

test('an upgrade and a refund: the highest that is left counts', async (t) => {
  const { app, label, control, subscribe } = await createFixture(await getApp());
  await subscribe(LOCAL_SKUS.starter);
  await untilPlan(app, label, 'starter');
  const { id: entitlementId } = await subscribe(LOCAL_SKUS.proPlus);
  await untilPlan(app, label, 'pro_plus');
  await control.deleteEntitlement({ applicationId, entitlementId });
  await untilPlan(app, label, 'starter');
  t.is((await app.tenancy.control.listGrants(label.guildId)).length, 2);
});

test('a person’s own subscription is no server’s', async (t) => {
  const { app, label, control, subscribe } = await createFixture(await getApp());
  await control.grantEntitlement({
    applicationId,
    skuId: LOCAL_SKUS.proPlus.id,
    personId: label.owner,
  });
  await subscribe(LOCAL_SKUS.starter);
  await untilPlan(app, label, 'starter');
  t.is((await app.tenancy.control.listGrants(label.guildId)).length, 1);
});

test('what happened while nobody listened is found when a worker starts', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { label, control, subscribe } = await createFixture(app);
  // More than a page of them; the servers that were not set up are known later.
  const others = Array.from({ length: 105 }, (_, index) => `9${String(index).padStart(17, '0')}`);
  for (const guildId of others) await subscribe(LOCAL_SKUS.starter, { ...label, guildId });
  const { id: entitlementId } = await subscribe();

  const worker = await startWorker(app);
  await untilPlan(app, label, 'pro');
  const listEntitled = () =>
    app.tenancy.control.listEntitledGuilds({ after: null, limit: 1_000, now: Date.now() });
  while ((await listEntitled()).length < others.length + 1) await setImmediate();
  t.deepEqual((await listEntitled()).toSorted(), [...others, label.guildId].toSorted());
  await worker.stop();

  await control.deleteEntitlement({ applicationId, entitlementId });
  const next = await startWorker(app);
  await untilPlan(app, label, 'free');
  t.is((await listEntitled()).length, others.length);
  await next.stop();
});

test('a list that fails takes nobody’s plan away', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { label, control, subscribe } = await createFixture(app);
  await subscribe();
  const first = await startWorker(app);
  await untilPlan(app, label, 'pro');
  await first.stop();
  for (const fault of [{ status: 500 }, { drop: true }, { status: 403, code: 20_001 }]) {
    const { id: faultId } = await control.injectFault({ route: LIST_ROUTE, times: 1, ...fault });
    const worker = await startWorker(app);
    await control.waitForFault({ faultId });
    await worker.stop();
    const [grant] = await app.tenancy.control.listGrants(label.guildId);
    t.is(grant?.endsAt, null, JSON.stringify(fault));
  }
});

async function startWorker({ env, log }: StartedTestApp) {
  const worker = await runWorker(env, log, new AbortController().signal);
  if (!worker) throw new Error('it did not start');
  return worker;
}
