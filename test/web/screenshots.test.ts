import { mkdirSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { findViolations } from '../helpers/axe.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { isFull } from '../helpers/test-matrix.ts';
import { openWindow, waitUntilHydrated } from './open-preview.ts';
import { FIXTURE_OPTIONS, PAGES } from './pages.ts';
import { type Preview, startPreview } from './preview.ts';

// Every page as people see it, into test-output/screens; axe finds nothing on any of them.

const OUTPUT_FOLDER = path.resolve(import.meta.dirname, '../../test-output/screens');
/** What is done on a page before it is looked at. */
const PREPARATIONS: Record<string, (page: Page) => Promise<void>> = {
  async fields(page) {
    await page.getByText('Enter details').click();
    await page.getByText('uses a private CA certificate').click();
  },
  async 'connect-tls'(page) {
    await page.getByLabel('Database URL', { exact: true }).fill('postgres://u:p@tls.example.com/x');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('alert').waitFor();
  },
  async 'operator-ask'(page) {
    await page.getByRole('button', { name: 'Abort' }).first().click();
    await page.getByRole('dialog').waitFor();
  },
};

const VIEWPORT_HEIGHTS = { 1440: 900, 1024: 900, 390: 844 } as const;

type Variant = readonly ['dark' | 'light', keyof typeof VIEWPORT_HEIGHTS];

// One address and one window for each look: the browser compiles the dashboard's scripts once.
let preview: Preview;
const windows = new Map<string, Promise<Page>>();
test.before(async () => {
  mkdirSync(OUTPUT_FOLDER, { recursive: true });
  preview = await startPreview();
});
test.after.always(() => preview.close());

async function openVariant([colorScheme, width]: Variant): Promise<Page> {
  const isPhone = width < 500;
  // They end with the browser.
  const { page } = await openWindow({ teardown() {} }, await sharedBrowser(), preview, {
    colorScheme,
    viewport: { width, height: VIEWPORT_HEIGHTS[width] },
    isMobile: isPhone,
    hasTouch: isPhone,
  });
  return page;
}

async function checkPages(
  t: ExecutionContext,
  fixtureName: keyof typeof PAGES,
  variant: Variant,
): Promise<void> {
  const name = variant.join(' ');
  const pagePromise = windows.get(name) ?? openVariant(variant);
  windows.set(name, pagePromise);
  const page = await pagePromise;
  preview.reset(FIXTURE_OPTIONS[fixtureName]);
  t.teardown(preview.fixture.onReport(() => {}));
  const [colorScheme, width] = variant;
  const problems: string[] = [];
  for (const [name, address] of Object.entries(PAGES[fixtureName])) {
    await page.goto(address);
    await waitUntilHydrated(page);
    await PREPARATIONS[name]?.(page);
    await page.evaluate(() => document.fonts.ready);
    const file = `${name}-${fixtureName}-${width}-${colorScheme}.png`;
    await page.screenshot({ path: path.join(OUTPUT_FOLDER, file), timeout: 60_000 });
    const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflowPx > 0) problems.push(`${file} scrolls sideways by ${overflowPx} px`);
    for (const violation of await findViolations(page)) problems.push(`${file} ${violation}`);
  }
  t.deepEqual(problems, []);
}

const ALL_VARIANTS: Variant[] = (['dark', 'light'] as const).flatMap((scheme) =>
  ([1440, 1024, 390] as const).map((width): Variant => [scheme, width]),
);
/** The pages as they are every day in two looks; each of the other states in one, by turns. */
const getVariants = (fixtureName: string, index: number): Variant[] => {
  if (isFull) return ALL_VARIANTS;
  if (fixtureName === 'full')
    return [
      ['dark', 1440],
      ['light', 390],
    ];
  return [index % 2 === 0 ? ['light', 1440] : ['dark', 390]];
};

for (const [index, fixtureName] of (Object.keys(PAGES) as (keyof typeof PAGES)[]).entries())
  for (const variant of getVariants(fixtureName, index))
    test.serial(`${fixtureName} ${variant.join(' ')}`, async (t) => {
      t.timeout(230_000);
      await checkPages(t, fixtureName, variant);
    });
