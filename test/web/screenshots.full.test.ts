import { mkdirSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { findViolations } from '../helpers/axe.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { createSelfSigned } from '../helpers/certificates.ts';
import { startTlsProxy } from '../helpers/tls-proxy.ts';
import { toBrowserCookies } from './browser-cookies.ts';
import { collectTeardowns } from './collect-teardowns.ts';
import { openWindow, waitUntilHydrated } from './open-window.ts';
import { createPages, NO_LABELS, type PageState, STATE_NAMES } from './pages.ts';
import { sharedWebApp } from './web-app.ts';

// Pages as people see them: axe finds nothing on any of them, and none scrolls sideways.
// `npm run test:full` takes every page in every state, and keeps pictures of them in
// test-output/screens, in six looks each.

const OUTPUT_FOLDER = path.resolve(import.meta.dirname, '../../test-output/screens');
/** What is done on a page before it is looked at. */
const PREPARATIONS: Record<string, (page: Page) => Promise<void>> = {
  async fields(page) {
    await page.getByText('Enter details').click();
    await page.getByText('uses a private CA certificate').click();
  },
  async 'connect-tls'(page) {
    const port = process.env.TEST_OWN_PG_PORT;
    await page
      .getByLabel('Database URL', { exact: true })
      .fill(`postgres://u:p@127.0.0.1:${port}/x`);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('alert').waitFor();
  },
  async 'connect-certificate'(page) {
    const certificate = await createSelfSigned({ commonName: 'x'.repeat(64) });
    const { port } = await startTlsProxy(
      teardowns,
      Number(process.env.TEST_OWN_PG_PORT),
      certificate,
    );
    await page
      .getByLabel('Database URL', { exact: true })
      .fill(`postgres://u:p@127.0.0.1:${port}/x`);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('checkbox', { name: 'I compared this fingerprint' }).check();
  },
  async 'bucket-failed'(page) {
    await page.getByLabel('Endpoint').fill('http://127.0.0.1:1');
    await page.getByLabel('Bucket name').fill('label-demos');
    await page.getByLabel('Access key ID').fill('AKIAEXAMPLE');
    await page.getByLabel('Secret access key', { exact: true }).fill('wr0ng-s3cret-key');
    await page.getByRole('button', { name: 'Test and connect' }).click();
    await page.getByRole('alert').waitFor();
  },
  async 'operator-ask'(page) {
    await page.getByRole('button', { name: 'Abort' }).first().click();
    await page.getByRole('dialog').waitFor();
  },
};

const VIEWPORT_HEIGHTS = { 1440: 900, 1024: 900, 390: 844 } as const;

type Variant = readonly ['dark' | 'light', keyof typeof VIEWPORT_HEIGHTS];

const getApp = sharedWebApp({ hasFaultProxies: true });
const teardowns = collectTeardowns();
// Made by the first test that needs them, after those of a deployment without labels.
let pages: ReturnType<typeof createPages> | undefined;
const getPages = async () => (pages ??= createPages(teardowns, await getApp()));
// One window for each look: the browser compiles the dashboard's scripts once.
const windows = new Map<string, Promise<Page>>();
test.before(() => {
  mkdirSync(OUTPUT_FOLDER, { recursive: true });
});
test.after.always(() => teardowns.run());

async function openVariant([colorScheme, width]: Variant): Promise<Page> {
  const isPhone = width < 500;
  // They end with the browser.
  const { page } = await openWindow({ teardown() {} }, await sharedBrowser(), await getApp(), {
    colorScheme,
    viewport: { width, height: VIEWPORT_HEIGHTS[width] },
    isMobile: isPhone,
    hasTouch: isPhone,
  });
  return page;
}

async function checkPages(
  t: ExecutionContext,
  stateName: string,
  state: PageState,
  variant: Variant,
): Promise<void> {
  const variantName = variant.join(' ');
  const pagePromise = windows.get(variantName) ?? openVariant(variant);
  windows.set(variantName, pagePromise);
  const page = await pagePromise;
  const app = await getApp();
  const visitor = await app.signIn(state.personId);
  await page.context().clearCookies();
  await page.context().addCookies(toBrowserCookies(visitor.cookie(), app.url));
  const end = (await state.begin?.()) ?? (() => {});
  const [colorScheme, width] = variant;
  const problems: string[] = [];
  try {
    for (const [name, address] of Object.entries(state.pages)) {
      await page.goto(address);
      await waitUntilHydrated(page);
      await PREPARATIONS[name]?.(page);
      await page.evaluate(() => document.fonts.ready);
      const file = `${name}-${stateName}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: path.join(OUTPUT_FOLDER, file), timeout: 60_000 });
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      if (overflowPx > 0) problems.push(`${file} scrolls sideways by ${overflowPx} px`);
      for (const violation of await findViolations(page)) problems.push(`${file} ${violation}`);
    }
  } finally {
    await end();
  }
  t.deepEqual(problems, []);
}

const ALL_VARIANTS: Variant[] = (['dark', 'light'] as const).flatMap((scheme) =>
  ([1440, 1024, 390] as const).map((width): Variant => [scheme, width]),
);
for (const variant of ALL_VARIANTS)
  test.serial(`none ${variant.join(' ')}`, async (t) => {
    t.timeout(230_000);
    await checkPages(t, 'none', NO_LABELS, variant);
  });

for (const stateName of STATE_NAMES)
  for (const variant of ALL_VARIANTS)
    test.serial(`${stateName} ${variant.join(' ')}`, async (t) => {
      t.timeout(230_000);
      const { states } = await getPages();
      await checkPages(t, stateName, states[stateName], variant);
    });
