import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { findViolations } from '../helpers/axe.ts';

const SCREENSHOT_FOLDER = path.resolve(import.meta.dirname, '../../test-output/end-to-end');

/** Keeps a picture of a page for people, in test-output/end-to-end. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOT_FOLDER, { recursive: true });
  await page.screenshot({
    path: path.join(SCREENSHOT_FOLDER, `${name}.png`),
    animations: 'disabled',
  });
}

/** axe finds nothing on a page. */
export async function assertAccessible(
  t: ExecutionContext,
  page: Page,
  name: string,
): Promise<void> {
  t.deepEqual(await findViolations(page), [], name);
}
