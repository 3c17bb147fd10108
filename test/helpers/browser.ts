import { access } from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import { type Browser, chromium, type Locator } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium of this machine, if it has one. */
async function findInstalledBrowser(): Promise<string | null> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter))
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (
        await access(file).then(
          () => true,
          () => false,
        )
      )
        return file;
    }
  return null;
}

/** Chromium of this machine, else the one from npm. */
async function launchBrowser(): Promise<Browser> {
  const found = await findInstalledBrowser();
  if (found) return chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
  const { default: bundledChromium } = await import('@sparticuz/chromium');
  // Without WebGL, which no page needs, it does not paint by a graphics card that is computed.
  bundledChromium.setGraphicsMode = false;
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    // The package's own arguments turn off web security and the isolation of sites.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  });
}

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
