import test, { type ExecutionContext } from 'ava';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { saveScreenshots } from '../end-to-end/page-checks.ts';
import { findViolations } from '../helpers/axe.ts';
import { createSelfSigned, getFingerprint } from '../helpers/certificates.ts';
import {
  createProxiedCustomerDatabase,
  type ProxiedCustomerDatabase,
} from '../helpers/customer-placement.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import { startTlsProxy } from '../helpers/tls-proxy.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { driveMove, moveToOwnDatabase, startMove, takeDatabaseAway } from './storage-states.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

// Where a label's data lives: connecting, moving, stopping, holding demos.

const getApp = sharedWebApp();
const SECRET = 'k4n4r1enV0gel';

/** A label with one demo, and its owner's window. */
async function openLabel(t: ExecutionContext, options: BrowserContextOptions = {}) {
  const app = await getApp();
  const label = await createWebLabel(app);
  await label.submit({ artistName: 'Ada Lune' });
  const browserWindow = await openWindowAs(t, { app, personId: label.owner }, options);
  const getStorage = () => label.operations.storage.get(label.admin);
  return { app, label, ...browserWindow, getStorage };
}

/** A Postgres for the label, whose user has the secret as its password. */
function createDatabase(t: ExecutionContext, name: string): Promise<ProxiedCustomerDatabase> {
  return createProxiedCustomerDatabase(t, 'postgres', {
    user: name,
    password: SECRET,
    database: name,
  });
}

/** Everything that the server said to the page. */
function captureResponses(page: Page): () => Promise<string> {
  const responses: Promise<string>[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/assets/') && !response.url().endsWith('/live'))
      responses.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(responses)).join('\n');
}

/** WCAG 2.2's contrast ratios (1.4.11) of the switch's track to the page, and of its thumb to it. */
const readSwitchContrast = (page: Page, isOn: boolean) =>
  page.locator('.mantine-Switch-root').evaluate((root, isChecked) => {
    const track = root.querySelector<HTMLElement>('.mantine-Switch-track')!;
    track.style.transition = 'none';
    root.querySelector('input')!.checked = isChecked;
    const readLuminance = (element: Element) => {
      const [red = 0, green = 0, blue = 0] = (
        getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []
      ).map((value) => {
        const channel = Number(value) / 255;
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const getContrast = (first: Element, second: Element) => {
      const [low = 0, high = 0] = [readLuminance(first), readLuminance(second)].sort(
        (a, b) => a - b,
      );
      return (high + 0.05) / (low + 0.05);
    };
    const thumb = track.querySelector('.mantine-Switch-thumb') as Element;
    return { track: getContrast(track, document.body), thumb: getContrast(thumb, track) };
  }, isOn);

test.serial(
  'an own database: the test fails, nothing is echoed, it passes, everything moves there',
  async (t) => {
    const { label, page, problems, getStorage } = await openLabel(t);
    const database = await createDatabase(t, `web_connect_${label.guildId}`);
    await database.runAsAdmin(`ALTER ROLE ${database.database.user} SUPERUSER`);
    const { user, database: name } = database.database;
    const url = `postgres://${user}:${SECRET}@127.0.0.1:${database.proxy.port}/${name}`;
    const responses = captureResponses(page);
    await page.goto(label.storagePath);
    await waitUntilHydrated(page);
    await page.getByRole('button', { name: 'Connect a database' }).click();
    await page.waitForURL('**/storage/connect');
    const address = page.getByLabel('Database URL', { exact: true });

    await address.fill(`${url}?host=x&sslcert=y`);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'parameters that aren’t supported: host, sslcert.' })
      .waitFor();
    t.is(await address.inputValue(), `${url.replace(SECRET, '')}?host=x&sslcert=y`);
    await page.getByText('We kept the connection string').waitFor();
    t.false((await page.content()).includes(SECRET));
    await saveScreenshots(page, 'connect-parameters');

    await address.fill(`${url}?sslmode=disable`);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'turns off TLS verification: sslmode.' })
      .waitFor();
    t.is(await address.inputValue(), `${url.replace(SECRET, '')}?sslmode=disable`);

    await address.fill(url);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'isn’t signed by a CA that we trust' })
      .waitFor();
    t.is(await address.inputValue(), '');
    await page.getByText('For your security, we cleared the connection string').waitFor();
    const steps = page.getByRole('list', { name: 'Test steps' }).getByRole('listitem');
    t.deepEqual(
      await steps.evaluateAll((all) => all.map((each) => each.getAttribute('data-state'))),
      ['passed', 'failed', 'waits', 'waits', 'waits', 'waits'],
    );
    t.false((await page.content()).includes(SECRET));

    const certificate = page.getByLabel('CA certificate');
    if (!(await certificate.isVisible()))
      await page.getByText('My server uses a private CA certificate').click();
    await certificate.fill(database.input.ca ?? '');
    await address.fill(`DATABASE_URL="${url}?sslmode=require&pgbouncer=true"`);
    await address.press('Enter');
    await page.getByText('have no effect here: pgbouncer.').waitFor();
    await saveScreenshots(page, 'connect-passed');
    await page.getByText(/^PostgreSQL [\d.]+ responded in/).waitFor();
    await page.getByText('This user is a superuser').waitFor();
    await page.getByRole('button', { name: /^Move [\d,]+ records$/ }).click();
    await page.getByRole('heading', { name: 'Moving to Your own Postgres' }).waitFor();
    t.false((await responses()).includes(SECRET));

    // The whole page follows the move, without a reload.
    await page.getByText('Pro · Europe (UK)').waitFor();
    await driveMove(label, 'end');
    await page.getByRole('heading', { name: 'Moved to Your own Postgres' }).waitFor();
    await page.getByText('Pro · Own database').waitFor();
    t.like(await getStorage(), { placement: { kind: 'own' }, isHealthy: true });
    t.deepEqual(problems, []);
  },
);

test.serial(
  'the one-time link, without script: nothing is spent by looking, fields stay, secrets do not',
  async (t) => {
    const { app, label, page, getStorage } = await openLabel(t, { javaScriptEnabled: false });
    const database = await createDatabase(t, `web_link_${label.guildId}`);
    const { user, database: name } = database.database;
    await database.runAsAdmin(`ALTER DATABASE ${name} OWNER TO postgres`);
    await database.runAsAdmin(`GRANT CONNECT ON DATABASE ${name} TO ${user}`);
    const { token } = await label.operations.storage.createSetupLink(label.admin);
    const responses = captureResponses(page);
    const link = `/connect/${label.guildId}/${token}`;
    await page.goto(link);
    await page.goto(link);
    await page.getByRole('heading', { name: 'Connect a database to Nocturne Records' }).waitFor();
    await label.operations.storage.checkSetupLink(label.admin, { token });
    await page.getByRole('button', { name: 'Open setup' }).click();
    await page.waitForURL('**/settings/storage/connect');
    t.false(page.url().includes(token));

    const url = `postgres://${user}:${SECRET}@127.0.0.1:${database.proxy.port}/${name}?host=x`;
    const address = page.getByLabel('Database URL', { exact: true });
    await address.fill(url);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('parameters that aren’t supported: host.').waitFor();
    t.is(await address.inputValue(), url.replace(SECRET, ''));

    await page.getByText('Enter details').click();
    await page.getByLabel('Host').fill('127.0.0.1');
    await page.getByLabel('Port').fill(String(database.proxy.port));
    await page.getByLabel('User').fill(user);
    await page.getByLabel('Password', { exact: true }).fill(SECRET);
    await page.getByLabel('Database', { exact: true }).fill(name);
    await page.getByText('My server uses a private CA certificate').click();
    await page.getByLabel('CA certificate').fill(database.input.ca ?? '');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('The user is missing required privileges.').waitFor();
    t.is(await page.getByLabel('Host').inputValue(), '127.0.0.1');
    t.is(await page.getByLabel('Password', { exact: true }).inputValue(), '');

    await database.runAsAdmin(`ALTER DATABASE ${name} OWNER TO ${user}`);
    await page.getByLabel('Password', { exact: true }).fill(SECRET);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('button', { name: /^Move [\d,]+ records$/ }).click();
    await page.getByRole('heading', { name: 'Moving to Your own Postgres' }).waitFor();
    t.false((await responses()).includes(SECRET));
    t.like((await getStorage()).move, { to: { kind: 'own' }, state: 'running' });

    await page.goto(link);
    await page.getByRole('heading', { name: 'This link has expired' }).waitFor();
    t.is((await app.signIn(label.owner)).cookie().includes(token), false);
  },
);

test.serial(
  'a certificate that proves nothing: its fingerprint is shown, and it can be accepted as it is',
  async (t) => {
    const { label, page, problems } = await openLabel(t);
    const { database } = await createDatabase(t, `web_pinned_${label.guildId}`);
    const certificate = await createSelfSigned();
    const proxy = await startTlsProxy(t, database.port, certificate);
    const url = `postgres://${database.user}:${SECRET}@127.0.0.1:${proxy.port}/${database.database}`;
    const fingerprint = getFingerprint(certificate.cert);
    await label.operations.storage.startSetup(label.admin, {});
    const responses = captureResponses(page);
    await page.goto(`${label.storagePath}/connect`);
    await waitUntilHydrated(page);
    const address = page.getByLabel('Database URL', { exact: true });
    await address.fill(url);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('It was issued for Auto_Generated_Server_Certificate.').waitFor();
    const offer = page.getByRole('region', { name: 'The server’s certificate' });
    t.is(await offer.getByRole('definition').last().textContent(), fingerprint);
    t.is(await address.inputValue(), url, 'it is tested again as it is');
    await saveScreenshots(page, 'connect-certificate');
    t.deepEqual(await findViolations(page), []);

    const accept = offer.getByRole('button', { name: 'Accept certificate and test' });
    t.true(await accept.isDisabled());
    await offer.getByRole('checkbox', { name: 'I compared this fingerprint' }).check();
    await accept.click();
    await page.getByText(/^PostgreSQL [\d.]+ responded in/).waitFor();
    const ready = page.locator(':focus');
    await ready.getByText('Vektra will accept only the certificate').waitFor();
    t.true((await page.getByText(fingerprint).count()) > 0);
    await saveScreenshots(page, 'connect-certificate-accepted');
    t.deepEqual(await findViolations(page), []);
    t.like((await label.operations.storage.getSetup(label.admin)).candidate, {
      pinnedFingerprint: fingerprint,
    });

    // Another one is served meanwhile.
    proxy.replaceCertificate(await createSelfSigned());
    await page.getByText('Test another database').click();
    t.true(await page.getByRole('checkbox', { name: 'Accept only the certificate' }).isChecked());
    await address.fill(url);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('alert').filter({ hasText: 'other than the one you accepted' }).waitFor();
    t.false(await page.getByRole('checkbox', { name: 'I compared this fingerprint' }).isChecked());
    t.false((await responses()).includes(SECRET));
    t.deepEqual(problems, []);
  },
);

test.serial(
  'without script a certificate is accepted with the password entered again',
  async (t) => {
    const { label, page } = await openLabel(t, { javaScriptEnabled: false });
    const { database } = await createDatabase(t, `web_pin_plain_${label.guildId}`);
    const certificate = await createSelfSigned();
    const proxy = await startTlsProxy(t, database.port, certificate);
    await label.operations.storage.startSetup(label.admin, {});
    await page.goto(`${label.storagePath}/connect`);
    await page.getByText('Enter details').click();
    await page.getByLabel('Host').fill('127.0.0.1');
    await page.getByLabel('Port').fill(String(proxy.port));
    await page.getByLabel('User').fill(database.user);
    await page.getByLabel('Database', { exact: true }).fill(database.database);
    const password = page.getByLabel('Password', { exact: true });
    await password.fill(SECRET);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('checkbox', { name: 'I compared this fingerprint' }).check();
    t.is(await password.inputValue(), '');
    await password.fill('wrong');
    await page.getByRole('button', { name: 'Accept certificate and test' }).click();
    await page.getByText('The server rejected the user or password.').waitFor();
    t.true(await page.getByRole('checkbox', { name: 'Accept only the certificate' }).isChecked());
    await password.fill(SECRET);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('Vektra will accept only the certificate').waitFor();
    t.like((await label.operations.storage.getSetup(label.admin)).candidate, {
      pinnedFingerprint: getFingerprint(certificate.cert),
    });
  },
);

test.serial('a set-up that ends says so, and another one can be started', async (t) => {
  const { app, label, page } = await openLabel(t);
  await label.operations.storage.startSetup(label.admin, {});
  await page.goto(`${label.storagePath}/connect`);
  await waitUntilHydrated(page);
  await page.getByRole('timer').filter({ hasText: 'left' }).waitFor();
  const address = page.getByLabel('Database URL', { exact: true });
  await address.fill(`postgres://u:${SECRET}@db.example.com/x`);
  const signedInCookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Test connection' }).click();
  const signedOut = page.getByRole('alert').filter({ hasText: 'You’re signed out' });
  const signInLink = signedOut.getByRole('link', { name: 'Sign in in a new tab' });
  t.is(await signInLink.getAttribute('target'), '_blank');
  await saveScreenshots(page, 'connect-signed-out');
  t.deepEqual(await findViolations(page), []);
  t.is(await address.inputValue(), `postgres://u:${SECRET}@db.example.com/x`);
  t.false((await page.evaluate(() => JSON.stringify(localStorage))).includes(SECRET));
  await page.context().addCookies(signedInCookies);
  const control = new URL(app.databases.control).pathname.slice(1);
  await runAsSuperuser(
    `UPDATE setup_sessions SET expires_at = expires_at - 900000 WHERE guild_id = ${label.guildId}`,
    control,
  );
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('heading', { name: 'Start a setup' }).waitFor();
  await page.getByRole('button', { name: 'Start setup' }).click();
  await page.getByRole('button', { name: 'Test connection' }).waitFor();
  t.pass();
});

test.serial(
  'a region by keyboard: what it takes, the move as it happens, and the way out',
  async (t) => {
    const { label, page, problems, getStorage } = await openLabel(t);
    await page.setViewportSize({ width: 1440, height: 600 });
    await page.goto(label.storagePath);
    await waitUntilHydrated(page);
    await page.getByRole('radio', { name: 'Europe (UK)' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Move to US West?' }).waitFor();
    t.true(
      await page
        .getByRole('radio', { name: 'US West' })
        .evaluate((radio) => radio.matches(':focus')),
    );
    await page.getByText('under a second').first().waitFor();
    await page.getByRole('button', { name: /^Move [\d,]+ records$/ }).click();
    await page.getByRole('heading', { name: 'Moving to US West' }).waitFor();
    await page.getByText('Counting', { exact: true }).waitFor();
    await page.locator('#move:focus').waitFor();
    const cardTop = await page
      .locator('#move')
      .evaluate((card) => card.getBoundingClientRect().top);
    t.true(cardTop >= 0 && cardTop < 300, `the move's card is at ${cardTop} px`);

    await driveMove(label, 'verify');
    await page.getByText('Comparing both copies, record by record.').waitFor();
    const { rowsTotal } = (await getStorage()).move!;
    t.true(rowsTotal > 0);
    await page.getByText(`${rowsTotal} of ${rowsTotal}`).waitFor();

    await page.getByRole('button', { name: 'Stop the move' }).click();
    await page.getByRole('heading', { name: 'Stopping the move' }).waitFor();
    await driveMove(label, 'end');
    await page.getByRole('heading', { name: 'Move stopped' }).waitFor();
    await page.getByRole('radio', { name: 'US West' }).waitFor();
    t.like(await getStorage(), {
      placement: { kind: 'managed', region: 'eu-uk' },
      move: { state: 'aborted' },
    });
    t.deepEqual(problems, []);
  },
);

test.serial(
  'a page that polls stays when nobody answers, and goes on when somebody does',
  async (t) => {
    const { label, page } = await openLabel(t);
    await startMove(label, 'ap-sg');
    await page.goto(label.storagePath);
    await waitUntilHydrated(page);
    const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('fresh'));
    await page.context().setOffline(true);
    await failed;
    t.true(await page.getByRole('heading', { name: 'Moving to Asia Pacific' }).isVisible());
    await page.context().setOffline(false);
    await driveMove(label, 'verify');
    await page.getByText('Comparing both copies, record by record.').waitFor();
  },
);

test.serial('too late to stop: it is said, and what is shown is true', async (t) => {
  const { label, page } = await openLabel(t, { javaScriptEnabled: false });
  await startMove(label, 'ap-sg');
  await page.goto(label.storagePath);
  await driveMove(label, 'end');
  await page.getByRole('button', { name: 'Stop the move' }).click();
  await page.getByRole('heading', { name: 'Moved to Asia Pacific' }).waitFor();
  await page.getByText('The switch is done.').waitFor();
  t.is(await page.getByRole('button', { name: 'Stop the move' }).count(), 0);
});

test.serial(
  'an own database that is away: the banner, the test, deferring off, and the way back',
  async (t) => {
    const { label, page, problems, getStorage } = await openLabel(t);
    const database = await moveToOwnDatabase(t, label);
    // Nobody tells this page: its stream never opens.
    await page.route('**/live', (route) => route.abort());
    await page.goto(`${label.path}/settings/plan`);
    await waitUntilHydrated(page);
    await takeDatabaseAway(label, database, {
      artistName: 'Low Tide',
      trackTitle: 'Paper Lanterns',
    });
    const banner = page.getByRole('region', { name: 'Storage' });
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByText('Own database: not responding').waitFor();
    await banner.getByText('One demo is held').waitFor();
    t.is(await page.getByRole('link', { name: 'Go to storage' }).count(), 1);
    await banner.getByText('One demo is held').click();
    await banner.getByText('Low Tide').waitFor();
    await banner.getByRole('link', { name: 'Go to storage' }).click();
    await page.getByRole('button', { name: 'Test now' }).click();
    await page.getByRole('alert').filter({ hasText: 'We couldn’t reach a database' }).waitFor();

    const saved = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('switch', { name: 'Keep accepting demos' }).click();
    await page.getByText('Off: /submit tells').waitFor();
    await saved;
    t.false((await getStorage()).isDeferringEnabled);
    // The switch is made anew when what it did was loaded.
    await page.reload();
    await waitUntilHydrated(page);
    for (const colorScheme of ['dark', 'light'] as const)
      for (const state of ['on', 'off']) {
        await page.emulateMedia({ colorScheme });
        const { track, thumb } = await readSwitchContrast(page, state === 'on');
        t.true(track >= 3, `${colorScheme}, ${state}: track ${track}`);
        t.true(thumb >= 3, `${colorScheme}, ${state}: thumb ${thumb}`);
      }

    await page.locator('label[for="region-us-west"] > i').click();
    await page
      .getByText('We can’t estimate the move while your database isn’t responding.')
      .waitFor();
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('heading', { name: 'Moving to US West' }).waitFor();
    const faults = problems.filter((problem) => !problem.startsWith('Failed to load resource'));
    t.deepEqual(faults, []);
  },
);

test.serial('files that nearly fill the plan are announced above every page', async (t) => {
  const { label, page, problems } = await openLabel(t);
  const announced = Array.from({ length: 10 }, (_, index) => ({
    name: `${index}.wav`,
    url: `https://cdn.discordapp.com/${index}.wav`,
    sizeBytes: 500_000_000,
  }));
  const submitFiles = async (times: number) => {
    for (let count = 0; count < times; count++)
      await label.submit({ artistName: `Ada Lune ${count}`, files: announced });
  };
  await submitFiles(17);
  await page.goto(label.path);
  await waitUntilHydrated(page);
  const notices = page.getByRole('region', { name: 'Storage' });
  t.is(await notices.count(), 0);
  await submitFiles(2);
  await page.reload();
  await notices.getByText('Storage for files is almost full').waitFor();
  await saveScreenshots(page, 'files-nearly-full');
  await submitFiles(1);
  await page.reload();
  await notices.getByText('Storage for files is full').waitFor();
  await saveScreenshots(page, 'files-full');
  t.deepEqual(await findViolations(page), []);
  await notices.getByRole('link', { name: 'Go to storage' }).click();
  await page.getByText('New files aren’t kept until there’s room again.').waitFor();
  t.is(await notices.count(), 0, 'the storage page says it by itself');
  t.deepEqual(problems, []);
});
