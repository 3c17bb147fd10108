import type { ExecutionContext } from 'ava';
import type { Browser, Page } from 'playwright-core';

/** A window of this test's own, and what went wrong in it. */
export async function openPage(
  t: ExecutionContext,
  browser: Browser,
  url: string,
  size: { width: number; height: number },
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: size, baseURL: url });
  t.teardown(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, problems };
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
