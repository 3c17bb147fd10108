import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { findViolations } from '../helpers/axe.ts';
import { keepsScreenshots } from '../helpers/test-matrix.ts';

const SCREENSHOT_FOLDER = path.resolve(import.meta.dirname, '../../test-output/end-to-end');

/** Keeps a picture of a page in test-output/end-to-end, where pictures are wanted. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  if (!keepsScreenshots) return;
  mkdirSync(SCREENSHOT_FOLDER, { recursive: true });
  await page.screenshot({
    path: path.join(SCREENSHOT_FOLDER, `${name}.png`),
    animations: 'disabled',
  });
}

/** As `saveScreenshot`, in dark, in light, and on a phone. */
export async function saveScreenshots(page: Page, name: string): Promise<void> {
  if (!keepsScreenshots) return;
  const viewport = page.viewportSize() ?? { width: 1440, height: 900 };
  await saveScreenshot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await saveScreenshot(page, `${name}-light`);
  await page.setViewportSize({ width: 390, height: 844 });
  await saveScreenshot(page, `${name}-phone`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(viewport);
}

/** axe finds nothing on a page. */
export async function assertAccessible(
  t: ExecutionContext,
  page: Page,
  name: string,
): Promise<void> {
  t.deepEqual(await findViolations(page), [], name);
}
