import test from 'ava';
import pg from 'pg';
import { anyPort } from '../../sandbox/machine/ports.ts';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { readEnv } from '../../server/env.ts';
import { runServer } from '../../server/processes/server.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { startHouse } from '../helpers/house.ts';
import { connectOwn } from '../helpers/own-place.ts';
import { openWindow, untilHydrated } from '../web/open.ts';
import { openDesk } from '../worker/desk.ts';
import { shot } from './look.ts';

const REASON = 'It was posted in a channel: ticket 2041.';

test('an operator who signs in again finds the dialog as it was, and goes on', async (t) => {
  const house = await startHouse(t, {
    processes: [],
    variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8' },
  });
  const { variables, log, discord, tenancy } = house;
  const desk = await openDesk(house);
  const { guildId, owner } = desk;
  await connectOwn(t, { ...desk, tenancy }, 'postgres');
  const port = String(await anyPort());
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
  await untilHydrated(page);
  await client.query('UPDATE sessions SET created_at = created_at - 601000');

  const dialog = page.getByRole('dialog', { name: 'Revoke this secret?' });
  const reason = dialog.getByRole('textbox', { name: 'Reason' });
  const submit = dialog.getByRole('button', { name: 'Revoke' });
  await page.getByRole('button', { name: 'Revoke' }).click();
  await reason.fill(REASON);
  await submit.click();
  await page.waitForURL(`${discord.url}/**`);
  const stateOf = async () => (await tenancy.storage.facts(guildId)).secret?.state;
  t.is(await stateOf(), 'active');

  await signIn();
  await page.waitForURL('**/operator/secrets?draft=*');
  await untilHydrated(page);
  await dialog.waitFor();
  t.is(await reason.inputValue(), REASON);
  await shot(page, 'sign-in-again');
  await submit.click();
  await dialog.waitFor({ state: 'detached' });
  t.not(await stateOf(), 'active');
  const [entry] = await tenancy.control.listOperatorAudit({ guildId, limit: 1 });
  t.like(entry, { act: 'secret.revoke', operator: owner, reason: REASON, outcome: 'done' });
  t.deepEqual(problems, []);
});
