import test from 'ava';
import type { Browser, Locator } from 'playwright-core';
import { launchBrowser } from './launch-browser.ts';

let shared: Promise<Browser> | undefined;

/** The one browser of a test file: starting one takes longer than most tests. */
export const sharedBrowser = (): Promise<Browser> => (shared ??= launchBrowser());

/**
 * Waits until something is in the window: whoever is at the end of a conversation sees what is new.
 */
export async function waitUntilVisible(locator: Locator): Promise<void> {
  await locator.waitFor();
  await locator.page().waitForFunction(
    (element) => {
      const { top, bottom } = (element as Element).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    },
    await locator.elementHandle(),
  );
}

test.afterEach.always('what the pages of a failed test show', async (t) => {
  if (t.passed || !shared) return;
  for (const page of (await shared).contexts().flatMap((context) => context.pages()))
    t.log(page.url(), `\n${await page.locator('body').ariaSnapshot({ timeout: 5_000 })}`);
});

test.after.always('the browser is closed', async () => (await shared)?.close());
