import test from 'ava';
import { bindOperatorOperations } from '../../domain/index.ts';
import { saveScreenshots } from '../end-to-end/page-checks.ts';
import { findViolations } from '../helpers/axe.ts';
import { createFullDisk } from '../helpers/full-disk.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { moveToOwnDatabase, startMove } from './storage-states.ts';
import { OPERATOR, sharedWebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

const getApp = sharedWebApp({ hasFaultProxies: true });

/** A label, and a window of the deployment's operator. */
async function openConsole(
  t: Parameters<typeof openWindowAs>[0],
  labelName: string,
  options: Parameters<typeof openWindowAs>[2] = {},
) {
  const app = await getApp();
  const label = await createWebLabel(app, { labelName });
  const browserWindow = await openWindowAs(t, { app, personId: OPERATOR.id }, options);
  return { app, label, ...browserWindow };
}

/** What operators did to the label, newest first. */
const listAudit = ({ app, guildId }: WebLabel) =>
  app.tenancy.control.listOperatorAudit({ guildId, limit: 50 });

test.serial('a region whose disk is full is connected, and its card says both', async (t) => {
  const { app, page } = await openConsole(t, 'Full Disk Records');
  const [, , singapore] = app.proxies.regions;
  const disk = await createFullDisk(new URL(app.databases.regions[1]?.app ?? '').pathname.slice(1));
  t.teardown(disk.free);
  singapore?.disconnect();
  const isFull = async () => {
    const headers = { authorization: `Bearer ${app.variables.METRICS_TOKEN}` };
    const text = await (await fetch(`${app.url}/metrics`, { headers })).text();
    return text.includes('vektra_database_writable{database="us-west"} 0');
  };
  // A file is removed when its sort has failed: the next probe needs another one.
  while (!(await isFull())) await disk.fill();
  await page.goto('/operator/clusters');
  const getState = (region: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByText('Connections') })
      .filter({ has: page.getByRole('heading', { name: region }) })
      .locator('header span')
      .innerText();
  t.is(await getState('US West'), 'connected, disk full');
  t.is(await getState('Europe (UK)'), 'connected');
  t.is(await getState('Asia Pacific'), 'not responding');

  await page.goto('/operator/migrations');
  const row = page.getByRole('listitem').filter({ hasText: 'Asia Pacific' });
  await row.getByText('npm run migrate').waitFor();
  t.is(await row.getByRole('button', { name: 'Retry' }).count(), 0, 'only a command can');
  disk.free();
  singapore?.restore();
});

test.serial('every action asks for its reason, and a move is seen as it changes', async (t) => {
  const { label, page } = await openConsole(t, 'Nocturne Records');
  await startMove(label, 'ap-sg');
  await page.goto('/operator/moves');
  await waitUntilHydrated(page);
  const card = page.getByRole('listitem').filter({ hasText: 'Nocturne Records' }).first();
  await card.getByRole('button', { name: 'Pause' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pause this move?' });
  const reason = dialog.getByRole('textbox', { name: 'Reason' });
  await reason.fill('no');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByText('Reason needs at least 3 characters.').waitFor();
  t.false((await listAudit(label)).some(({ act }) => act === 'move.pause'));
  await reason.fill('The cluster is at its limit.');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.waitFor({ state: 'detached' });
  await card.getByText('paused', { exact: true }).waitFor();
  const [entry] = await listAudit(label);
  t.like(entry, {
    act: 'move.pause',
    operator: OPERATOR.id,
    reason: 'The cluster is at its limit.',
    outcome: 'done',
  });
});

test.serial('a reason is kept when its sender has to sign in again', async (t) => {
  const { app, label, page } = await openConsole(t, 'Low Tide Records');
  await startMove(label, 'ap-sg');
  const card = page.getByRole('listitem').filter({ hasText: 'Low Tide Records' }).first();
  const openDialog = async () => {
    await card.getByRole('button', { name: 'Pause' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause this move?' });
    await dialog.waitFor();
    return { dialog, reason: dialog.getByRole('textbox', { name: 'Reason' }) };
  };
  await page.goto('/operator/moves');
  await waitUntilHydrated(page);
  const typed = await openDialog();
  await typed.reason.fill('The cluster is at its limit.');
  await page.context().clearCookies();
  await typed.dialog.getByRole('button', { name: 'Pause' }).click();
  await page.waitForURL(`${app.discord.url}/**`);
  await page.getByRole('combobox', { name: 'You are' }).selectOption(OPERATOR.id);
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.waitForURL('**/operator/moves*');
  await waitUntilHydrated(page);
  t.false((await listAudit(label)).some(({ act }) => act === 'move.pause'));
  const { dialog, reason } = await openDialog();
  t.is(await reason.inputValue(), 'The cluster is at its limit.');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await card.getByText('paused', { exact: true }).waitFor();
  t.deepEqual(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft'))),
    [],
  );
});

test.serial('from a tenant to its move; a secret is revoked by its path', async (t) => {
  const { app, label, page, problems } = await openConsole(t, 'Axiom Tapes');
  const owner = await createWebLabel(app, { labelName: 'Fjord & Fog' });
  await moveToOwnDatabase(t, owner);
  await page.goto('/operator');
  await waitUntilHydrated(page);
  await page.getByRole('link', { name: 'Move Axiom Tapes' }).click();
  await page.waitForURL(`**/operator/moves?start=${label.guildId}#start`);
  t.is(await page.getByLabel('Server ID').inputValue(), label.guildId);
  await page.getByLabel('To region').selectOption('Asia Pacific');
  await page.getByLabel('Reason').fill('The label asked for it.');
  await page.getByRole('button', { name: 'Start move' }).click();
  await page.waitForURL('**/operator/moves');
  t.like((await listAudit(label))[0], { act: 'move.start', reason: 'The label asked for it.' });
  t.like(await app.tenancy.moves.latest(label.guildId), {
    to: { kind: 'managed', region: 'ap-sg' },
    state: 'running',
  });

  await page.goto(`/operator/secrets?guild=${owner.guildId}`);
  await waitUntilHydrated(page);
  await page.getByRole('button', { name: 'Revoke' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Revoke this secret?' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('It was posted in a channel.');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await dialog.waitFor({ state: 'detached' });
  t.not((await app.tenancy.storage.getInfo(owner.guildId)).secret?.state, 'active');
  t.deepEqual(problems, []);
});

test.serial('what became of rotated credentials is shown to operators and admins', async (t) => {
  const { app, label, page, problems } = await openConsole(t, 'Rotating Records');
  const { input } = await moveToOwnDatabase(t, label);
  await page.goto(`/operator/secrets?guild=${label.guildId}`);
  await waitUntilHydrated(page);
  const row = page.getByRole('listitem').filter({ hasText: 'Rotating Records' });
  await row.getByRole('button', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Request new credentials?' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The password is a year old.');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await row.getByText('New credentials requested').waitFor();

  const { operations, admin } = label;
  await operations.storage.startSetup(admin, {});
  await operations.storage.testConnection(admin, input);
  await operations.storage.connect(admin, { requestId: label.newRequestId() });
  const ownerWindow = await openWindowAs(t, { app, personId: label.owner });
  const panel = ownerWindow.page.getByRole('region', { name: 'Your own database' });
  await ownerWindow.page.goto(label.storagePath);
  await panel.getByText('Version 2.').waitFor();
  await panel.getByText('Version 1 is replaced. Its open connections are closing').waitFor();
  await waitUntilHydrated(ownerWindow.page);
  await saveScreenshots(ownerWindow.page, 'credentials-closing');
  t.deepEqual(await findViolations(ownerWindow.page), []);
  await page.reload();
  await row.getByText('Version 1: connections closing, destroyed after').waitFor();
  t.is(await row.getByText('New credentials requested').count(), 0);
  await saveScreenshots(page, 'secrets-closing');
  t.deepEqual(await findViolations(page), []);

  // As if its connections had had the time to end; then a worker comes by.
  await runAsSuperuser(
    `UPDATE database_secrets SET changed_at = changed_at - 200000 WHERE guild_id = ${label.guildId}`,
    new URL(app.databases.control).pathname.slice(1),
  );
  await app.tenancy.sweepSecrets();
  await ownerWindow.page.reload();
  await panel.getByText('Version 1 is destroyed. None of its connections is open.').waitFor();
  await page.reload();
  await row.getByText('Version 1: destroyed, no open connections').waitFor();
  t.deepEqual([...problems, ...ownerWindow.problems], []);
});

test.serial('without script an action unfolds and asks for its reason as well', async (t) => {
  const { app, label, page } = await openConsole(t, 'Outdated Records', {
    javaScriptEnabled: false,
  });
  await moveToOwnDatabase(t, label);
  // As right after a deploy that brought a migration.
  const control = new URL(app.databases.control).pathname.slice(1);
  await runAsSuperuser(
    `UPDATE guilds SET schema_version = schema_version - 1 WHERE guild_id = ${label.guildId}`,
    control,
  );
  await page.goto('/operator/migrations');
  const row = page.getByRole('listitem').filter({ hasText: 'Outdated Records' });
  await row.locator('summary', { hasText: 'Retry' }).click();
  await row.getByLabel('Reason').fill('The disk has room again.');
  await row.getByRole('button', { name: 'Retry' }).click();
  await page.waitForURL('**/operator/migrations?did=retry');
  t.like((await listAudit(label))[0], {
    act: 'migration.retry',
    reason: 'The disk has room again.',
    outcome: 'done',
  });
});

test.serial(
  'without script the audit log is filtered by a form, and by an operator in it',
  async (t) => {
    const { app, label, page } = await openConsole(t, 'Audited Records', {
      javaScriptEnabled: false,
    });
    const { operator: operations } = bindOperatorOperations({
      tenancy: app.tenancy,
      now: Date.now,
      discordUrl: app.discord.url,
    });
    const mara = {
      userId: 'cli:ops:mara',
      name: 'cli:ops:mara',
      signedInAt: 'command-line',
    } as const;
    const maya = { ...mara, userId: OPERATOR.id, name: OPERATOR.globalName };
    const reason = 'Requested by its owner in ticket 2041.';
    const { guildId } = label;
    await t.throwsAsync(operations.retryMigration(mara, { place: '1'.repeat(18), reason }));
    const { id: moveId } = await operations.startMove(maya, { guildId, region: 'ap-sg', reason });
    for (let count = 0; count < 26; count++) {
      await operations.changeMove(maya, { moveId, change: 'pause', reason });
      await operations.changeMove(maya, { moveId, change: 'resume', reason });
    }
    await page.goto('/operator');
    await page.getByRole('link', { name: 'Audit log' }).click();
    const rows = page.getByRole('list', { name: 'Audit log' }).getByRole('listitem');
    await page.getByLabel('Server ID').fill(guildId);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.waitForURL(`**/operator/audit?guild=${guildId}&operator=`);
    t.is(await rows.count(), 50);
    await rows.first().getByText('Move resumed').waitFor();
    t.regex(
      (await rows.first().locator('time').getAttribute('title')) ?? '',
      /\d{4}, \d\d:\d\d UTC/,
    );
    await page.getByRole('link', { name: 'Older' }).click();
    await page.waitForURL(new RegExp(`guild=${guildId}&before=`));
    // What is left of them, and the plan that the label was granted.
    t.is(await rows.count(), 4);

    await page.getByRole('link', { name: 'Clear filter' }).click();
    await page.getByLabel('Operator', { exact: true }).fill('cli:ops:mara');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('link', { name: 'cli:ops:mara' }).click();
    await page.waitForURL('**/operator/audit?operator=cli%3Aops%3Amara');
    t.is(await rows.count(), 1);
    await rows.first().getByText('Migration retried').waitFor();
    await rows.first().getByText('failed', { exact: true }).waitFor();
    t.is(await page.getByLabel('Operator', { exact: true }).inputValue(), 'cli:ops:mara');
  },
);
