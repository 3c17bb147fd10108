import test from 'ava';
import pg from 'pg';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { readEnv } from '../../server/env.ts';
import { runServer } from '../../server/processes/server.ts';
import { startApp } from '../helpers/app.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { openWindow, waitUntilHydrated } from '../web/open-window.ts';
import { createWorkerFixture } from '../worker/fixture.ts';
import { saveScreenshot } from './page-checks.ts';

const REASON = 'It was posted in a channel: ticket 2041.';

test('an operator who signs in again finds the dialog as it was, and goes on', async (t) => {
  const app = await startApp(t, {
    processes: [],
    variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8' },
  });
  const { variables, log, discord, tenancy } = app;
  const fixture = await createWorkerFixture(app);
  const { guildId, owner } = fixture;
  await connectCustomerDatabase(t, { ...fixture, tenancy }, 'postgres');
  const port = String(await findEphemeralPort());
  const url = `http://127.0.0.1:${port}`;
  await discord.control.editApplication({
    applicationId: LOCAL_APP.id,
    redirectUris: [`${url}/auth/callback`],
  });
  const server = await runServer(
    readEnv({ ...variables, PORT: port, PUBLIC_URL: url, OPERATORS: owner }),
    log,
    new AbortController().signal,
  );
  t.teardown(() => server?.stop());
  const client = new pg.Client({ connectionString: variables.CONTROL_DATABASE_URL });
  await client.connect();
  t.teardown(() => client.end());

  const { page, problems } = await openWindow(t, await sharedBrowser(), { url });
  const signIn = async () => {
    await page.getByRole('combobox', { name: 'You are' }).selectOption(owner);
    await page.getByRole('button', { name: 'Authorize' }).click();
  };
  await page.goto('/operator/secrets');
  await signIn();
  await page.waitForURL('**/operator/secrets');
  await waitUntilHydrated(page);
  await client.query('UPDATE sessions SET created_at = created_at - 601000');

  const dialog = page.getByRole('dialog', { name: 'Revoke this secret?' });
  const reason = dialog.getByRole('textbox', { name: 'Reason' });
  const submit = dialog.getByRole('button', { name: 'Revoke' });
  await page.getByRole('button', { name: 'Revoke' }).click();
  await reason.fill(REASON);
  await submit.click();
  await page.waitForURL(`${discord.url}/**`);
  const getSecretState = async () => (await tenancy.storage.getInfo(guildId)).secret?.state;
  t.is(await getSecretState(), 'active');

  await signIn();
  await page.waitForURL('**/operator/secrets?draft=*');
  await waitUntilHydrated(page);
  await dialog.waitFor();
  t.is(await reason.inputValue(), REASON);
  await saveScreenshot(page, 'sign-in-again');
  await submit.click();
  await dialog.waitFor({ state: 'detached' });
  t.not(await getSecretState(), 'active');
  const [entry] = await tenancy.control.listOperatorAudit({ guildId, limit: 1 });
  t.like(entry, { act: 'secret.revoke', operator: owner, reason: REASON, outcome: 'done' });
  t.deepEqual(problems, []);
});
