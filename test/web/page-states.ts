import type { ExecutionContext } from 'ava';
import { bindOperations, recordStaffChannelLost } from '../../domain/index.ts';
import { createDemoGuilds, NIGHTFALL, PEOPLE } from '../../sandbox/demo/demo-guilds.ts';
import { seedHistory } from '../../sandbox/demo/seed.ts';
import type { LocalRole } from '../../sandbox/local-environment.ts';
import { createRoleVariables } from '../../sandbox/local-environment.ts';
import { readEnv } from '../../server/env.ts';
import { runWorker } from '../../server/processes/worker.ts';
import { createProxiedCustomerDatabase } from '../helpers/customer-placement.ts';
import { createTenancyConfig } from '../helpers/databases.ts';
import { createActor } from '../helpers/operations-fixture.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import { HOSTILE_DEMOS, HOSTILE_LABEL_NAME, HOSTILE_MESSAGE } from './hostile-demos.ts';
import { driveMove, moveToOwnDatabase, startMove, takeDatabaseAway } from './storage-states.ts';
import type { WebApp } from './web-app.ts';
import { type ActingLabel, createWebLabel, type WebLabel } from './web-label.ts';

type Teardown = Pick<ExecutionContext, 'teardown'>;

/** The demo's label with its three weeks of history. */
export async function createNightfall(app: WebApp): Promise<ActingLabel> {
  await createDemoGuilds(app.discord);
  await app.tenancy.control.saveGuildProfiles(
    [{ guildId: NIGHTFALL.id, name: NIGHTFALL.name, icon: null, ownerId: PEOPLE.mara.id }],
    Date.now(),
  );
  await seedHistory(createTenancyConfig(app.databases), app.discord.url);
  const deps = { tenancy: app.tenancy, now: Date.now, discordUrl: app.discord.url };
  const { id: userId, globalName } = PEOPLE.mara;
  return {
    name: NIGHTFALL.name,
    operations: bindOperations(deps),
    admin: { ...createActor(NIGHTFALL.id, globalName, { isAdmin: true }), userId },
  };
}

/**
 * A label in its own database, whose owner has written a script into it, with demos and tags of
 * every script, and messages that could not be delivered. It needs a worker for a moment: no move
 * may be under way.
 */
export async function createHostileLabel(t: Teardown, app: WebApp): Promise<WebLabel> {
  const label = await createWebLabel(app, { labelName: HOSTILE_LABEL_NAME });
  const { operations, reviewer, newRequestId } = label;
  for (const demo of HOSTILE_DEMOS) await label.submit(demo);
  const number = HOSTILE_DEMOS.length;
  for (const tag of ['<b>#', 'W'.repeat(32), 'שיר שיר'])
    await operations.tags.add(reviewer, {
      requestId: newRequestId(),
      subject: { type: 'submission', id: String(number) },
      tag,
    });
  await app.discord.control.editPerson({ personId: label.artist, dmsClosed: true });
  await operations.messages.sendToArtist(reviewer, {
    requestId: newRequestId(),
    number,
    body: HOSTILE_MESSAGE,
  });
  await runWorkerUntil(app, async () => {
    const { delivery } = await operations.submissions.get(reviewer, number);
    return delivery.artistUnreachable !== null;
  });
  const { runAsAdmin } = await moveToOwnDatabase(t, label);
  await runAsAdmin(`UPDATE vektra.submissions SET track_url = 'javascript:alert(1)'`);
  return label;
}

async function runWorkerUntil(app: WebApp, isDone: () => Promise<boolean>): Promise<void> {
  const role = app.vault.appRoles.worker as LocalRole;
  const env = readEnv({ ...app.variables, ...createRoleVariables(role) }, 'worker');
  const worker = await runWorker(env, app.log, new AbortController().signal);
  try {
    while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    await worker?.stop();
  }
}

/** A label whose own database does not answer, and a demo that is held for it. */
export async function createLabelAway(t: Teardown, app: WebApp): Promise<WebLabel> {
  const label = await createWebLabel(app, { labelName: 'Axiom Tapes' });
  await label.submit();
  const database = await moveToOwnDatabase(t, label);
  await takeDatabaseAway(label, database, { artistName: '夜行', trackTitle: 'Night Bus' });
  return label;
}

/** A label whose move from the first region to the last is at this step. */
export async function createMovingLabel(
  app: WebApp,
  step: Parameters<typeof driveMove>[1],
): Promise<WebLabel> {
  const label = await createWebLabel(app);
  await label.submit();
  await startMove(label, 'ap-sg');
  await driveMove(label, step);
  return label;
}

/** A label whose move failed: another label has moved into the same database before. */
export async function createLabelWithFailedMove(t: Teardown, app: WebApp): Promise<WebLabel> {
  const label = await createLabelWithCandidate(t, app);
  const { input } = label.database;
  const other = await createWebLabel(app, { labelName: 'Fjord & Fog' });
  await other.operations.storage.startSetup(other.admin, {});
  await other.operations.storage.testConnection(other.admin, input);
  await other.operations.storage.connect(other.admin, { requestId: other.newRequestId() });
  await driveMove(other, 'end');
  await label.operations.storage.connect(label.admin, { requestId: label.newRequestId() });
  await driveMove(label, 'end');
  return label;
}

/** A label whose admin has tested a database, and not yet connected it. */
export async function createLabelWithCandidate(t: Teardown, app: WebApp) {
  const label = await createWebLabel(app);
  const database = await createProxiedCustomerDatabase(t, 'postgres');
  await label.operations.storage.startSetup(label.admin, {});
  await label.operations.storage.testConnection(label.admin, database.input);
  return { ...label, database };
}

/** A label in its own database, whose admin has tested new credentials for it. */
export async function createRotatingLabel(t: Teardown, app: WebApp): Promise<WebLabel> {
  const label = await createWebLabel(app);
  const { input } = await moveToOwnDatabase(t, label);
  await label.operations.storage.startSetup(label.admin, {});
  await label.operations.storage.testConnection(label.admin, input);
  return label;
}

/** A label in its own database, whose plan with it has ended. */
export async function createLabelInGracePeriod(t: Teardown, app: WebApp): Promise<WebLabel> {
  const label = await createWebLabel(app);
  await moveToOwnDatabase(t, label);
  const { control } = app.tenancy;
  const change = { operator: 'test', reason: 'test', now: Date.now() };
  for (const { id } of await control.listGrants(label.guildId))
    await control.endGrant({ id, ...change });
  await control.grantPlan({ guildId: label.guildId, plan: 'starter', endsAt: null, ...change });
  return label;
}

/** Hides a table of a region from the queries of its pages. @returns how to end that */
export async function breakRegion(app: WebApp, index: number): Promise<() => Promise<unknown>> {
  const database = new URL(app.databases.regions[index]?.owner ?? '').pathname.slice(1);
  const rename = (from: string, to: string) =>
    runAsSuperuser(`ALTER TABLE vektra.${from} RENAME TO ${to}`, database);
  await rename('submissions', 'lost_submissions');
  return () => rename('lost_submissions', 'submissions');
}

/** A label whose staff channel the worker could not post in. */
export async function createLabelWithLostChannel(app: WebApp): Promise<WebLabel> {
  const label = await createWebLabel(app);
  await label.submit();
  await app.tenancy.write(label.guildId, (db) =>
    recordStaffChannelLost(db, app.tenancy, label.staffChannel),
  );
  return label;
}
