import { mkdirSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { violationsOf } from '../helpers/axe.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { isFull } from '../helpers/full.ts';
import { LABEL, NO_LABEL } from './fixtures/people.ts';
import { TOKEN } from './fixtures/storage.ts';
import type { Options } from './fixtures/world.ts';
import { openWindow, untilHydrated } from './open.ts';
import { type Preview, startPreview } from './preview.ts';

// Every page as people see it, into test-output/screens; axe finds nothing on any of them.

const FOLDER = path.resolve(import.meta.dirname, '../../test-output/screens');
const GUILD = `/g/${LABEL}`;
const DEMO = `${GUILD}/submissions/1042`;
const STORAGE = `${GUILD}/settings/storage`;
const CONNECT = `${STORAGE}/connect`;
const LINK = `/connect/${LABEL}/${TOKEN}`;
const CONSOLE = {
  operator: '/operator',
  'operator-moves': '/operator/moves',
  'operator-failed': '/operator/moves?state=failed',
  'operator-secrets': '/operator/secrets',
  'operator-clusters': '/operator/clusters',
  'operator-migrations': '/operator/migrations',
  'operator-audit': '/operator/audit',
  'operator-audit-none': '/operator/audit?operator=nobody',
};

/** What is done on a page before it is looked at. */
const HANDS: Record<string, (page: Page) => Promise<void>> = {
  async fields(page) {
    await page.getByText('Fill the fields').click();
    await page.getByText('signed by an authority of its own').click();
  },
  async 'connect-tls'(page) {
    await page.getByLabel('Address', { exact: true }).fill('postgres://u:p@tls.example.com/x');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByRole('alert').waitFor();
  },
  async 'operator-ask'(page) {
    await page.getByRole('button', { name: 'Abort' }).first().click();
    await page.getByRole('dialog').waitFor();
  },
};

const PAGES = {
  full: {
    landing: '/',
    privacy: '/privacy',
    servers: '/servers',
    overview: GUILD,
    inbox: `${GUILD}/submissions`,
    demo: DEMO,
    rejected: `${GUILD}/submissions/1035`,
    reject: `${DEMO}?act=reject`,
    label: `${GUILD}/settings`,
    plan: `${GUILD}/settings/plan`,
    404: `/g/${NO_LABEL}`,
    400: `${GUILD}/submissions?status=loved`,
  },
  console: { ...CONSOLE, 'operator-ask': '/operator/moves' },
  managed: {
    storage: STORAGE,
    estimate: `${STORAGE}?to=ap-sg`,
    connect: CONNECT,
    link: LINK,
    'link-expired': `${LINK}-another`,
  },
  empty: {
    servers: '/servers',
    ...CONSOLE,
    overview: GUILD,
    inbox: `${GUILD}/submissions`,
    label: `${GUILD}/settings`,
  },
  hostile: {
    overview: GUILD,
    inbox: `${GUILD}/submissions`,
    demo: DEMO,
    label: `${GUILD}/settings`,
  },
  free: { inbox: `${GUILD}/submissions`, storage: STORAGE, connect: CONNECT },
  own: { storage: STORAGE, leave: `${STORAGE}?to=us-west` },
  away: { storage: STORAGE, overview: GUILD, inbox: `${GUILD}/submissions` },
  staff: { inbox: `${GUILD}/submissions` },
  copying: { storage: STORAGE, overview: GUILD },
  verifying: { storage: STORAGE },
  observing: { storage: STORAGE },
  failed: { storage: STORAGE },
  ended: { storage: STORAGE, overview: GUILD },
  setup: { connect: CONNECT, fields: CONNECT, 'connect-tls': CONNECT },
  passed: { connect: CONNECT },
  rotating: { connect: CONNECT },
  fault: { overview: GUILD },
  silent: { inbox: `${GUILD}/submissions` },
  discord: { overview: GUILD },
  service: { overview: GUILD },
} as const;

const WORLDS: Record<keyof typeof PAGES, Options> = {
  full: {},
  console: {},
  managed: {},
  empty: { kind: 'empty' },
  hostile: { kind: 'hostile' },
  free: { plan: 'free' },
  own: { scene: 'own' },
  away: { scene: 'away' },
  staff: { scene: 'away', role: 'staff' },
  copying: { scene: 'copying' },
  verifying: { scene: 'verifying' },
  observing: { scene: 'observing' },
  failed: { scene: 'failed' },
  ended: { scene: 'ended', plan: 'starter' },
  setup: { setup: 'empty' },
  passed: { setup: 'passed' },
  rotating: { scene: 'own', setup: 'passed' },
  fault: { trouble: 'fault' },
  silent: { trouble: 'storage' },
  discord: { trouble: 'discord' },
  service: { trouble: 'service' },
};

const SIZES = { 1440: 900, 1024: 900, 390: 844 } as const;

type Look = readonly ['dark' | 'light', keyof typeof SIZES];

// One address and one window for each look: the browser compiles the dashboard's scripts once.
let preview: Preview;
const windows = new Map<string, Promise<Page>>();
test.before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  preview = await startPreview();
});
test.after.always(() => preview.close());

async function openLook([colorScheme, width]: Look): Promise<Page> {
  const isPhone = width < 500;
  // They end with the browser.
  const { page } = await openWindow({ teardown() {} }, await sharedBrowser(), preview, {
    colorScheme,
    viewport: { width, height: SIZES[width] },
    isMobile: isPhone,
    hasTouch: isPhone,
  });
  return page;
}

async function look(t: ExecutionContext, world: keyof typeof PAGES, each: Look): Promise<void> {
  const name = each.join(' ');
  const opened = windows.get(name) ?? openLook(each);
  windows.set(name, opened);
  const page = await opened;
  preview.show(WORLDS[world]);
  t.teardown(preview.world.onReport(() => {}));
  const [colorScheme, width] = each;
  const found: string[] = [];
  for (const [name, address] of Object.entries(PAGES[world])) {
    await page.goto(address);
    await untilHydrated(page);
    await HANDS[name]?.(page);
    await page.evaluate(() => document.fonts.ready);
    const file = `${name}-${world}-${width}-${colorScheme}.png`;
    await page.screenshot({ path: path.join(FOLDER, file), timeout: 60_000 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${file} scrolls sideways by ${wide} px`);
    for (const violation of await violationsOf(page)) found.push(`${file} ${violation}`);
  }
  t.deepEqual(found, []);
}

const ALL: Look[] = (['dark', 'light'] as const).flatMap((scheme) =>
  ([1440, 1024, 390] as const).map((width): Look => [scheme, width]),
);
/** The pages as they are every day in two looks; each of the other states in one, by turns. */
const looksOf = (world: string, index: number): Look[] => {
  if (isFull) return ALL;
  if (world === 'full')
    return [
      ['dark', 1440],
      ['light', 390],
    ];
  return [index % 2 === 0 ? ['light', 1440] : ['dark', 390]];
};

for (const [index, world] of (Object.keys(PAGES) as (keyof typeof PAGES)[]).entries())
  for (const each of looksOf(world, index))
    test.serial(`${world} ${each.join(' ')}`, async (t) => {
      t.timeout(230_000);
      await look(t, world, each);
    });
