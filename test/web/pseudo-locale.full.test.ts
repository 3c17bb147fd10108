import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import test from 'ava';
import { bindOperatorOperations, submissionSubject } from '../../domain/index.ts';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import { PEOPLE } from '../../sandbox/demo/demo-guilds.ts';
import { LOCAL_SKUS } from '../../sandbox/local-environment.ts';
import { createRouteMatcher } from '../../server/http/route-matcher.ts';
import { runServer } from '../../server/processes/server.ts';
import { createSampleDemos, SAMPLE_REVIEWER } from '../../web/site/landing/sample-demos.ts';
import { collectTeardowns } from './collect-teardowns.ts';
import { openWindowAs, waitUntilHydrated } from './open-window.ts';
import { createPages, NO_LABELS, type PageState, type Pages } from './pages.ts';
import { readVisibleText } from './visible-text.ts';
import { OPERATOR, REGIONS, sharedWebApp, type WebApp } from './web-app.ts';
import type { ActingLabel } from './web-label.ts';

// In the pseudo-locale every text of a catalogue is in brackets. What is outside of them is data,
// or it was written into the code and can never be translated.

const LOCALE = 'en-XA';

/** Proper names, what Intl writes outside of a sentence, and examples of what may be typed. */
const UNTRANSLATED = [
  ...Object.values(PLATFORM_NAMES),
  ...Object.values(PLAN_NAMES),
  ...Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, day + 1))).flatMap((date) =>
    (['short', 'long'] as const).map((weekday) => date.toLocaleDateString(LOCALE, { weekday })),
  ),
  ...Array.from({ length: 12 }, (_, month) =>
    new Date(Date.UTC(2026, month, 15)).toLocaleDateString(LOCALE, { month: 'long' }),
  ),
];

/** An amount of bytes or a duration, as Intl writes it outside of a sentence. */
const INTL_AMOUNT = /^\d[\d.,]*( (bytes?|kB|MB|GB|TB)|ms|s|m|h|d|d \d+h)$/;

/** Ids are in no language. */
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What people and databases are called, and what the operations return: texts, names, codes. */
const data = new Set<string>([...UNTRANSLATED, SAMPLE_REVIEWER]);
for (const value of [createSampleDemos(0), PEOPLE, REGIONS, OPERATOR, LOCAL_SKUS])
  collectStrings(value);
// How codes and addresses begin.
data.add('VK-').add('https://');
// Roles of the servers on Discord.
for (const role of ['A&R', 'Moderator', 'Staff']) data.add(role);

function collectStrings(value: unknown): void {
  if (typeof value === 'string') data.add(value.trim());
  else if (typeof value === 'object' && value !== null)
    Object.values(value).forEach(collectStrings);
}

/** What the pages of a label can show. */
async function collectLabelData({ operations, admin, name }: ActingLabel): Promise<void> {
  data.add(name).add(admin.name);
  const list = await operations.submissions.list(admin, {}).catch(() => null);
  const results = await Promise.allSettled([
    operations.settings.get(admin),
    operations.storage.get(admin),
    operations.storage.getSetup(admin),
    operations.tags.list(admin),
    operations.savedReasons.list(admin),
    operations.submissions.listDeferred(admin),
    ...(list?.items ?? []).flatMap(({ number }) => [
      operations.submissions.get(admin, number),
      operations.notes.list(admin, submissionSubject(number)),
    ]),
  ]);
  for (const result of results) if (result.status === 'fulfilled') collectStrings(result.value);
}

/** What the operators' pages can show. */
async function collectOperatorData({ tenancy, discord }: WebApp): Promise<void> {
  const deps = { tenancy, now: Date.now, discordUrl: discord.url };
  const { operator } = bindOperatorOperations(deps);
  const caller = { userId: OPERATOR.id, name: OPERATOR.globalName, signedInAt: Date.now() };
  const all = { guildId: null, operator: null, before: null };
  const results = await Promise.all([
    operator.listTenants(caller, { search: '', before: null }),
    operator.listMoves(caller, { state: 'all', before: null }),
    operator.listSecrets(caller, all),
    operator.listClusters(caller),
    operator.listCustomerDatabases(caller),
    operator.listOutdatedPlacements(caller),
    operator.listAuditEntries(caller, all),
  ]);
  collectStrings(results);
}

/** Places, as the IANA database names them. */
const TIME_ZONES = /<select[^>]*name="timeZone".*?<\/select>/s;

/** Texts of a page that are neither from a catalogue nor data. */
function findLiterals(html: string): string[] {
  const known = [...data].filter((text) => /\p{L}/u.test(text)).sort((a, b) => b.length - a.length);
  return readVisibleText(html.replace(TIME_ZONES, '')).filter((text) => {
    let rest = text;
    for (let before = ''; before !== rest; ) {
      before = rest;
      rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
    }
    rest = rest.replace(INTL_AMOUNT, '').replace(UUID, '');
    for (const value of known) rest = rest.replaceAll(value, '');
    return /\p{L}/u.test(rest);
  });
}

const loadBuild = (): Promise<ServerBuild> =>
  import(pathToFileURL(path.resolve(import.meta.dirname, '../../build/server/index.js')).href);

const getApp = sharedWebApp({ processes: [], hasFaultProxies: true });
const teardowns = collectTeardowns();
test.before(async () => {
  const app = await getApp();
  const server = await runServer(app.env, app.log, new AbortController().signal, {
    locale: LOCALE,
  });
  teardowns.teardown(() => server?.stop());
});
test.after.always(() => teardowns.run());

let pages: Pages;

test.serial('no page shows a text that is not from a catalogue', async (t) => {
  const app = await getApp();
  const build = await loadBuild();
  const matchRoute = createRouteMatcher([], build);
  const visited = new Set<string>();
  const literals = new Set<string>();
  const visitAll = async (stateName: string, state: PageState) => {
    const visitor = await app.signIn(state.personId);
    const end = (await state.begin?.()) ?? (() => {});
    for (const [name, address] of Object.entries(state.pages)) {
      visited.add(matchRoute(new URL(address, app.url).pathname, 'GET')?.pattern ?? '');
      const { text: html } = await visitor.get(address);
      t.true(html.includes('⟦'), `${address} is not in the pseudo-locale`);
      for (const text of findLiterals(html)) literals.add(`${name} (${stateName}): ${text.trim()}`);
    }
    await end();
  };
  await collectOperatorData(app);
  await visitAll('none', NO_LABELS);
  pages = await createPages(teardowns, app);
  for (const label of pages.labels) await collectLabelData(label);
  await collectOperatorData(app);
  for (const [stateName, state] of Object.entries(pages.states)) await visitAll(stateName, state);
  t.deepEqual([...literals], []);
  const patterns = Object.values(build.routes).flatMap((route) =>
    route?.module.default ? [getPattern(build.routes, route.id)] : [],
  );
  t.deepEqual(patterns.filter((pattern) => !visited.has(pattern)).sort(), UNVISITED);
});

/** Layouts, which are part of every page below them, and the page for unknown addresses. */
const UNVISITED = ['/*'];

function getPattern(routes: Awaited<ReturnType<typeof loadBuild>>['routes'], id: string): string {
  const parts: string[] = [];
  for (let route = routes[id]; route; route = route.parentId ? routes[route.parentId] : undefined)
    if (route.path) parts.unshift(route.path);
  return `/${parts.join('/')}`;
}

test.serial('no dialog or notification does either', async (t) => {
  const app = await getApp();
  const { page } = await openWindowAs(t, { app, personId: PEOPLE.mara.id });
  const literals: string[] = [];
  const check = async (name: string, shown = page) =>
    literals.push(...findLiterals(await shown.content()).map((text) => `${name}: ${text.trim()}`));

  await page.goto(pages.states.full.pages.demo ?? '');
  await waitUntilHydrated(page);
  for (const [name, key] of [
    ['palette', 'Control+k'],
    ['shortcuts', '?'],
    ['reject', 'r'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await check(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.keyboard.press('a');
  await page.getByRole('status').filter({ hasText: '#' }).waitFor();
  await check('toast');
  const { page: consolePage } = await openWindowAs(t, { app, personId: OPERATOR.id });
  await consolePage.goto('/operator/moves');
  await waitUntilHydrated(consolePage);
  await consolePage.getByRole('button', { name: 'Abort' }).first().click();
  await consolePage.getByRole('dialog').waitFor();
  await check('reason dialog', consolePage);
  t.deepEqual(literals, []);
});

test.serial('longer texts do not make a page scroll sideways', async (t) => {
  const app = await getApp();
  const problems: string[] = [];
  for (const stateName of ['full', 'console', 'own', 'copying', 'bucket'] as const) {
    const { personId, pages: addresses } = pages.states[stateName];
    const { page } = await openWindowAs(
      t,
      { app, personId },
      { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    );
    for (const [name, address] of Object.entries(addresses)) {
      await page.goto(address);
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      if (overflowPx > 0) problems.push(`${name} (${stateName}): ${overflowPx} px`);
    }
  }
  t.deepEqual(problems, []);
});
