import type { ExecutionContext } from 'ava';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { LABEL } from './fixtures/people.ts';
import type { FixtureOptions } from './fixtures/web-fixture.ts';
import { type Preview, startPreview } from './preview.ts';

export const inboxUrl = `/g/${LABEL}/submissions`;
export const storageUrl = `/g/${LABEL}/settings/storage`;

/** A label of this test's own behind the production build; the test closes it. */
export async function openPreview(
  t: ExecutionContext,
  options: FixtureOptions = {},
): Promise<Preview> {
  const preview = await startPreview(options);
  t.teardown(() => preview.close());
  return preview;
}

interface TestWindow {
  page: Page;
  /** What the browser complained of: console errors and warnings, exceptions, policy violations. */
  problems: string[];
}

/** A browser window of this test's own. */
export async function openWindow(
  t: Pick<ExecutionContext, 'teardown'>,
  browser: Browser,
  preview: Pick<Preview, 'url'>,
  options: BrowserContextOptions = {},
): Promise<TestWindow> {
  const context = await browser.newContext({
    baseURL: preview.url,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    ...options,
  });
  t.teardown(() => context.close());
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    // Remix logs it when somebody moves on while data of the page before are still being read.
    if (message.text().startsWith('AbortError: BodyStreamBuffer was aborted')) return;
    // Chromium says it of a machine that takes some seconds to render what was loaded.
    if (message.text().includes('was preloaded using link preload but not used')) return;
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, problems };
}

/** Until the browser has taken the page over; says what it was waiting for when it did not. */
export async function waitUntilHydrated(page: Page): Promise<void> {
  try {
    await page.locator('body[data-hydrated]').waitFor({ state: 'attached' });
  } catch (error) {
    const pageState = await page.evaluate(() => ({
      state: document.readyState,
      body: document.body.innerText.slice(0, 200),
      resources: performance
        .getEntriesByType('resource')
        .map(({ name, duration }) => `${new URL(name).pathname} ${Math.round(duration)} ms`),
    }));
    throw new Error(`not hydrated: ${JSON.stringify(pageState)}`, { cause: error });
  }
}

/** Until the page can be used: it is hydrated, and its live connection stands. */
export const waitUntilLive = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Live$/ })
    .waitFor();
