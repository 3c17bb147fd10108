import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AppLoadContext } from '@remix-run/node';
import test from 'ava';
import ts from 'typescript';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import type { Catalogue } from '../../domain/text/translator.ts';
import { createRouteMatcher } from '../../server/http/route-matcher.ts';
import { createSampleDemos, SAMPLE_REVIEWER } from '../../web/site/landing/sample-demos.ts';
import { sharedBrowser } from '../helpers/browser.ts';
import { inboxUrl, openWindow, waitUntilHydrated } from './open-preview.ts';
import { FIXTURE_OPTIONS, PAGES } from './pages.ts';
import { loadBuild, type Preview, startPreview } from './preview.ts';
import { readVisibleText } from './visible-text.ts';

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
const INTL_AMOUNT = /^\d[\d.,]*( (byte|kB|MB|GB|TB)|ms|s|m|h|d|d \d+h)$/;

/** What the contracts behind the pages returned: names, messages, codes. */
const data = new Set<string>([...UNTRANSLATED, SAMPLE_REVIEWER]);
collectStrings(createSampleDemos(0));

function collectStrings(value: unknown): void {
  if (typeof value === 'string') data.add(value.trim());
  else if (typeof value === 'object' && value !== null)
    Object.values(value).forEach(collectStrings);
}

/** The same object, every result of its functions noted. */
function observe<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      const value = Reflect.get(object, key, receiver);
      if (typeof value === 'function')
        return async (...args: unknown[]) => {
          const result = await value.apply(object, args);
          collectStrings(result);
          return result;
        };
      return typeof value === 'object' && value !== null ? observe(value) : value;
    },
  });
}

function observeContext(context: AppLoadContext): AppLoadContext {
  collectStrings(context.viewer);
  collectStrings(context.requestId);
  return {
    ...context,
    operations: observe(context.operations),
    operator: observe(context.operator),
    actorFor: observe({ actorFor: context.actorFor }).actorFor,
    servers: observe({ servers: context.servers }).servers,
  };
}

/** Texts of a page that are neither from a catalogue nor data. */
function findLiterals(html: string): string[] {
  const known = [...data].filter((text) => /\p{L}/u.test(text)).sort((a, b) => b.length - a.length);
  return readVisibleText(html).filter((text) => {
    let rest = text;
    for (let before = ''; before !== rest; ) {
      before = rest;
      rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
    }
    rest = rest.replace(INTL_AMOUNT, '');
    for (const value of known) rest = rest.replaceAll(value, '');
    return /\p{L}/u.test(rest);
  });
}

let preview: Preview;
test.before(async () => {
  preview = await startPreview({ locale: LOCALE });
  preview.onContext(observeContext);
});
test.after.always(() => preview.close());

test.serial('no page shows a text that is not from a catalogue', async (t) => {
  const build = await loadBuild();
  const matchRoute = createRouteMatcher([], build);
  const visited = new Set<string>();
  const literals = new Set<string>();
  for (const [state, pages] of Object.entries(PAGES)) {
    preview.reset({ ...FIXTURE_OPTIONS[state as keyof typeof PAGES], locale: LOCALE });
    const stopListening = preview.fixture.onReport(() => {});
    for (const [name, address] of Object.entries(pages)) {
      const url = new URL(address, preview.url);
      visited.add(matchRoute(url.pathname, 'GET')?.pattern ?? '');
      const html = await (await fetch(url)).text();
      t.true(html.includes('⟦'), `${address} is not in the pseudo-locale`);
      for (const text of findLiterals(html)) literals.add(`${name} (${state}): ${text.trim()}`);
    }
    stopListening();
  }
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
  preview.reset({ locale: LOCALE });
  const { page } = await openWindow(t, await sharedBrowser(), preview);
  const literals: string[] = [];
  const check = async (name: string) =>
    literals.push(...findLiterals(await page.content()).map((text) => `${name}: ${text.trim()}`));

  await page.goto(`${inboxUrl}/1042`);
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
  await page.getByRole('status').filter({ hasText: '#1042' }).waitFor();
  await check('toast');
  await page.goto('/operator/moves');
  await waitUntilHydrated(page);
  await page.getByRole('button', { name: 'Abort' }).first().click();
  await page.getByRole('dialog').waitFor();
  await check('reason dialog');
  t.deepEqual(literals, []);
});

test.serial('longer texts do not make a page scroll sideways', async (t) => {
  const { page } = await openWindow(t, await sharedBrowser(), preview, {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  const problems: string[] = [];
  for (const state of ['full', 'console', 'own', 'copying'] as const) {
    preview.reset({ ...FIXTURE_OPTIONS[state], locale: LOCALE });
    for (const [name, address] of Object.entries(PAGES[state])) {
      await page.goto(address);
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      if (overflowPx > 0) problems.push(`${name} (${state}): ${overflowPx} px`);
    }
  }
  t.deepEqual(problems, []);
});

const WEB_FOLDER = path.resolve(import.meta.dirname, '../../web');

test('every key of the catalogues is used', async (t) => {
  const files = globSync('**/*.{ts,tsx}', { cwd: WEB_FOLDER });
  const isCatalogue = (file: string) => path.basename(file) === 'strings.en.ts';
  const keys: string[] = [];
  for (const file of files.filter(isCatalogue)) {
    const exported: Record<string, Catalogue> = await import(path.join(WEB_FOLDER, file));
    for (const [name, catalogue] of Object.entries(exported))
      if (name.endsWith('Strings')) keys.push(...listKeys(catalogue));
  }
  const patterns = files
    .filter((file) => !isCatalogue(file))
    .flatMap((file) => readLiterals(path.join(WEB_FOLDER, file)));
  t.true(keys.length > 500);
  t.deepEqual(
    keys.filter((key) => !patterns.some((pattern) => pattern.test(key))),
    [],
  );
});

/** Joined by dots; plural forms count as one key. */
function listKeys(catalogue: Catalogue, prefix = ''): string[] {
  const keys = Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : listKeys(value, `${prefix}${key}.`),
  );
  return [...new Set(keys.map((key) => key.replace(/_(one|other)$/, '')))];
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The strings in a file's code; what is put into a template can be any text. */
function readLiterals(file: string): RegExp[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    false,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const patterns: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    const parts = ts.isStringLiteralLike(node)
      ? [node.text]
      : ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
        : null;
    // A key has a namespace, which is never put in.
    if (parts?.[0]?.includes('.'))
      patterns.push(new RegExp(`^${parts.map((part) => escapeRegExp(part)).join('.+')}$`));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return patterns;
}
