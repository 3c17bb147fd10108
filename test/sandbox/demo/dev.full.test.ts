import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { sharedBrowser } from '../../helpers/browser.ts';
import { DESKTOP, openPage } from '../client/browser.ts';
import { chooseTestPorts, readAddress, startDemo } from './demo-command.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** What `npm run dev` reads of the project. */
const SOURCES = [
  'bot',
  'domain',
  'migrations',
  'package.json',
  'package-lock.json',
  'postcss.config.cjs',
  'sandbox',
  'server',
  'tenancy',
  'tsconfig.json',
  'vite.config.ts',
  'web',
  'worker',
];

/**
 * A copy of the sources that may be edited: whatever ends the test, the working tree is as it was.
 * Below the project, so that libraries are found in its node_modules.
 */
function copySources(t: ExecutionContext): string {
  const copy = path.join(ROOT, '.cache', `test-dev-${process.pid}`);
  t.teardown(() => rmSync(copy, { recursive: true, force: true }));
  for (const name of SOURCES)
    cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  return copy;
}

test('npm run dev: a component that is changed appears without a reload', async (t) => {
  t.timeout(300_000);
  const root = copySources(t);
  const demo = await startDemo(t, ['--dev', ...(await chooseTestPorts())], root);
  const dashboard = readAddress(demo.output(), 'Dashboard');
  const { page } = await openPage(t, await sharedBrowser(), dashboard, DESKTOP);
  // A change before that would be missed.
  const connected = page.waitForEvent('console', (message) =>
    message.text().includes('[vite] connected'),
  );
  await page.goto('/');
  await connected;
  const main = page.getByRole('main');
  await main.getByText('Every demo heard').waitFor();
  await page.evaluate(() => Object.assign(window, { isSameWindow: true }));

  const component = path.join(root, 'web/site/landing/landing.tsx');
  const source = readFileSync(component, 'utf8');
  const marker = '<p>Changed while the page was open</p>';
  const anchor = '<section className={styles.hero}>';
  t.true(source.includes(anchor));
  writeFileSync(component, source.replace(anchor, `${anchor}${marker}`));
  await main.getByText('Changed while the page was open').waitFor();
  t.true(await page.evaluate(() => 'isSameWindow' in window));
  t.is(await demo.stop('SIGINT'), 0);
});
