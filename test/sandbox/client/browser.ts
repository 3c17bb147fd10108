import chromium from '@sparticuz/chromium';
import type { ExecutionContext } from 'ava';
import { type Browser, chromium as driver, type Page } from 'playwright-core';

/** The Chromium of CHROMIUM_PATH, else the one that came from npm. */
export async function openBrowser(t: Pick<ExecutionContext, 'teardown'>): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env;
  const browser = await driver.launch({
    executablePath: CHROMIUM_PATH ?? (await chromium.executablePath()),
    args: CHROMIUM_PATH ? ['--no-sandbox'] : chromium.args,
    headless: true,
  });
  t.teardown(() => browser.close());
  return browser;
}

/** A window, and what went wrong in it. */
export async function openPage(
  browser: Browser,
  url: string,
  size: { width: number; height: number },
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: size, baseURL: url });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, problems };
}

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
