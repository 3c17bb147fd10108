import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { violationsOf } from '../helpers/axe.ts';

const SHOTS = path.resolve(import.meta.dirname, '../../test-output/walk');

/** Keeps a picture of a page for people, in test-output/walk. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' });
}

/** axe finds nothing on a page. */
export async function accessible(t: ExecutionContext, page: Page, what: string): Promise<void> {
  t.deepEqual(await violationsOf(page), [], what);
}
