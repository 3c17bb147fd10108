import { setTimeout as wait } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { runWorker } from '../../server/processes/worker.ts';
import type { StartedTestApp } from '../helpers/app.ts';
import {
  backdateOutage,
  type CustomerRoute,
  connectCustomerDatabase,
  type ProxiedCustomerDatabase,
} from '../helpers/customer-placement.ts';
import { getMessage, waitForDm } from '../helpers/discord-actions.ts';
import {
  createLabel,
  type Label,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { COSTLY_ENGINES, isFull } from '../helpers/test-matrix.ts';
import { untilPlan } from '../helpers/until-plan.ts';
import { createWorkerFixture, type WorkerFixture } from './fixture.ts';

const getApp = sharedApp({
  processes: ['bot', 'worker'],
  regions: ['eu-uk', 'us-west'],
  variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_SWEEP_MS: '300' },
});

/** What the bot says when a move has ended, with nobody waiting for more. */
const MOVED = 'Moved:';

async function createLabelInCustomerDatabase(
  t: ExecutionContext,
  route: CustomerRoute,
): Promise<{
  app: StartedTestApp;
  label: Label;
  customerDatabase: ProxiedCustomerDatabase;
  fixture: WorkerFixture;
}> {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const fixture = await createWorkerFixture(app, { label });
  const actorContext = { ...fixture, tenancy: app.tenancy };
  const customerDatabase = await connectCustomerDatabase(t, actorContext, route, {
    hasWorker: true,
  });
  return { app, label, customerDatabase, fixture };
}

for (const route of isFull ? [...COSTLY_ENGINES, 'pgbouncer' as const] : COSTLY_ENGINES)
  test(`a label in its own database: card, decision, and demos held while it is unavailable · ${route}`, async (t) => {
    const { app, label, customerDatabase, fixture } = await createLabelInCustomerDatabase(t, route);
    const { artist, staff, owner, generalChannel, staffChannel } = label;
    t.regex(messageText(await submitDemo(app, label, { trackTitle: 'Glass Horizon' })), /#1/);
    await waitForMessage(app, { channelId: staffChannel, contains: 'Glass Horizon' });
    await runCommand(app, staff, staffChannel, 'status', { number: 1, new_status: 'approved' });

    customerDatabase.proxy.disconnect();
    const titles = ['Paper Lanterns', 'Low Tide'];
    for (const trackTitle of titles)
      t.regex(messageText(await submitDemo(app, label, { trackTitle })), /Your demo is safe/);
    t.regex(
      messageText(await runCommand(app, staff, staffChannel, 'queue')),
      /database isn’t responding/,
    );
    const status = messageText(await runCommand(app, owner, generalChannel, 'db_status'));
    t.regex(status, /isn’t responding/);
    t.regex(status, /held until your database is back: \*\*2\*\*/);

    await backdateOutage(app, label.guildId);
    t.regex(messageText(await waitForDm(app, owner, 'your database isn’t responding')), /are held/);

    customerDatabase.proxy.restore();
    t.true((await fixture.operations.storage.retestConnection(fixture.admin)).passed);
    await waitForDm(app, artist, 'Paper Lanterns” is in');
    t.regex(messageText(await waitForDm(app, artist, 'Low Tide” is in')), /\*\*#3\*\*/);
    await waitForMessage(app, { channelId: staffChannel, contains: 'Low Tide' });
  });

test('people who can move the data back are told once that the plan has ended', async (t) => {
  const { app, label, fixture } = await createLabelInCustomerDatabase(t, 'postgres');
  const { control } = app.tenancy;
  const [grant] = await control.listGrants(label.guildId);
  const now = Date.now();
  await control.endGrant({ id: grant!.id, operator: 'test', reason: 'test', now });
  await untilPlan(app, label, 'free');
  const worker = await runWorker(app.env, app.log, new AbortController().signal);
  t.teardown(() => worker?.stop());
  t.regex(
    messageText(
      await waitForDm(app, label.owner, 'your plan no longer includes your own database'),
    ),
    /Move it back to a managed region by/,
  );
  t.not((await fixture.operations.storage.get(fixture.admin)).graceEndsAt, null);
});

test('an outage that a process left behind ends when a worker reaches the database', async (t) => {
  const { app, label } = await createLabelInCustomerDatabase(t, 'postgres');
  await runAsSuperuser(
    `INSERT INTO own_outages (guild_id, code, since, seen_at) VALUES (${label.guildId}, 'X', 1, 1)`,
    new URL(app.variables.CONTROL_DATABASE_URL ?? '').pathname.slice(1),
  );
  const deadline = Date.now() + 60_000;
  const hasOutage = async () =>
    (await app.tenancy.outages.list()).some(({ guildId }) => guildId === label.guildId);
  // Nothing announces it.
  while ((await hasOutage()) && Date.now() < deadline) await wait(50);
  t.false(await hasOutage());
});

test('an admin moves the data to another region; the reply shows the progress', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  await submitDemo(app, label);
  const { owner, staff, generalChannel, staffChannel } = label;
  const first = getMessage(
    await runCommand(app, owner, generalChannel, 'storage', { region: 'us-west' }),
  );
  const last = await waitForMessage(app, {
    channelId: first.channel_id,
    messageId: first.id,
    contains: MOVED,
  });
  t.regex(messageText(last), /us-west/);
  t.is((await app.tenancy.getPlacement(label.guildId)).region, 'us-west');
  t.regex(messageText(await runCommand(app, staff, staffChannel, 'queue')), /Queue · 1 open/);
  const again = messageText(
    await runCommand(app, owner, generalChannel, 'storage', { region: 'us-west' }),
  );
  t.regex(again, /already there/);
  t.regex(
    messageText(await runCommand(app, owner, generalChannel, 'storage')),
    /us-west, managed by Vektra/,
  );
});

test('/setup_db gives a link for this admin only, and names the plan it needs', async (t) => {
  const app = await getApp();
  const runSetupDb = (label: Label, personId: string): Promise<Outcome> =>
    runCommand(app, personId, label.generalChannel, 'setup_db');
  const starter = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, starter);
  t.regex(messageText(await runSetupDb(starter, starter.owner)), /needs the \*\*Pro\*\* plan/);
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const link = JSON.stringify(getMessage(await runSetupDb(label, label.owner)));
  t.true(link.includes(`${app.url}/connect/${label.guildId}/`));
  t.regex(messageText(await runSetupDb(label, label.artist)), /HIDDEN_COMMAND/);
});
