import type { ExecutionContext } from 'ava';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { HttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { toBrowserCookies } from './browser-cookies.ts';
import type { WebApp } from './web-app.ts';

interface TestWindow {
  page: Page;
  /** What the browser complained of: console errors and warnings, exceptions, policy violations. */
  problems: string[];
}

/** A browser window of this test's own, signed in as `visitor` is. */
export async function openWindow(
  t: Pick<ExecutionContext, 'teardown'>,
  browser: Browser,
  { url, visitor = null }: { url: string; visitor?: Pick<HttpVisitor, 'cookie'> | null },
  options: BrowserContextOptions = {},
): Promise<TestWindow> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    ...options,
  });
  t.teardown(async () => {
    // What a page still asks for then is nobody's failure.
    for (const each of context.pages()) await each.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  });
  if (visitor) await context.addCookies(toBrowserCookies(visitor.cookie(), url));
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

/** A window on the dashboard of this person. */
export const openWindowAs = async (
  t: Pick<ExecutionContext, 'teardown'>,
  { app, personId }: { app: WebApp; personId: string },
  options: BrowserContextOptions = {},
): Promise<TestWindow> =>
  openWindow(
    t,
    await sharedBrowser(),
    { url: app.url, visitor: await app.signIn(personId) },
    options,
  );

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
