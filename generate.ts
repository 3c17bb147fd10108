import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm run generate`: writes the index files that list what a folder holds, so that a feature, a table
 * or a migration is added without editing a shared list; and the third-party notices. `-- --check` only tells whether they are
 * current, as `npm test` does.
 */

const ROOT = import.meta.dirname;

interface Index {
  /** The file that is written. */
  file: string;
  /** What it lists. */
  modules: string;
  body(modules: readonly Module[]): string;
}

interface Module {
  /** As an import specifier of the index file, e.g. `./tags/operations.ts`. */
  specifier: string;
}

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `export * as tags from './tags/operations.ts';`, named by the folder. */
const namespaces = (modules: readonly Module[]): string =>
  modules
    .map(({ specifier }) => {
      const folder = path.basename(path.dirname(specifier));
      return `export * as ${camelCase(folder)} from '${specifier}';`;
    })
    .join('\n');

const migrations =
  (name: string) =>
  (modules: readonly Module[]): string => {
    const versions = modules.map(({ specifier }) => ({
      specifier,
      name: `v${/(\d+)-/.exec(specifier)?.[1]}`,
    }));
    return [
      "import type { Migration } from '../types.ts';",
      ...versions.map((each) => `import { migration as ${each.name} } from '${each.specifier}';`),
      '',
      `export const ${name}: readonly Migration[] = [`,
      ...versions.map((each) => `  ${each.name},`),
      '];',
    ].join('\n');
  };

const tables = (modules: readonly Module[]): string => {
  const named = modules.map(({ specifier }) => ({
    specifier,
    name: path.basename(specifier, '.ts').replace(/-(\w)/g, (_, letter) => letter.toUpperCase()),
  }));
  return [
    ...named.map((each) => `import { table as ${each.name} } from '${each.specifier}';`),
    '',
    'export const tenantTables = [',
    ...named.map((each) => `  ${each.name},`),
    '] as const;',
  ].join('\n');
};

/** A license as a package states it: an SPDX expression, or (long ago) a list of names and addresses. */
type License = string | { type: string } | readonly { type: string }[];

function licenseName(license: License): string {
  if (typeof license === 'string') return license;
  return [license]
    .flat()
    .map(({ type }) => type)
    .join(' or ');
}

/** Every package that production installs, with its license. */
function thirdPartyNotices(): string {
  const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<
      string,
      { version: string; license?: License; dev?: true; devOptional?: true }
    >;
  };
  const rows = Object.entries(lock.packages)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)
    .map(([folder, { version, license = 'not stated' }]) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return `| ${name} | ${version} | ${licenseName(license)} |`;
    });
  return [
    '# Third-party notices',
    '',
    'Packages that a production installation contains, from package-lock.json by `npm run generate`. The',
    'license text of each is in its folder under `node_modules/`.',
    '',
    '| package | version | license |',
    '|---|---|---|',
    ...[...new Set(rows)].sort(),
    '',
  ].join('\n');
}

/** A folder's name as an identifier: `direct-messages` → `directMessages`. */
const identifier = ({ specifier }: Module): string =>
  folderName(specifier).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const folderName = (specifier: string): string => path.basename(path.dirname(specifier));

const imports = (exported: string, modules: readonly Module[]): string[] =>
  modules.map((each) => `import { ${exported} as ${identifier(each)} } from '${each.specifier}';`);

/** Imports by what they name, as the linter sorts them. */
const sorted = (lines: readonly string[]): string[] => {
  const specifierOf = (line: string) => line.slice(line.indexOf("'"));
  return lines.toSorted((a, b) => (specifierOf(a) < specifierOf(b) ? -1 : 1));
};

const LINE_WIDTH = 100;

/** An array as the formatter writes it: on one line when it fits. */
function array(start: string, items: readonly string[]): string {
  const line = `${start}[${items.join(', ')}];`;
  if (line.length <= LINE_WIDTH) return line;
  return [`${start}[`, ...items.map((each) => `  ${each},`), '];'].join('\n');
}

/** `key: name,` of an object that is keyed by folder, with underscores. */
const properties = (modules: readonly Module[]): string[] =>
  modules.map((each) => {
    const key = folderName(each.specifier).replaceAll('-', '_');
    return key === identifier(each) ? `  ${key},` : `  ${key}: ${identifier(each)},`;
  });

const INDEXES: readonly Index[] = [
  { file: 'domain/features.ts', modules: 'domain/*/operations.ts', body: namespaces },
  {
    file: 'bot/features.ts',
    modules: 'bot/*/feature.ts',
    body: (modules) =>
      [
        ...sorted([
          "import type { BotFeature } from './dispatch/types.ts';",
          ...imports('feature', modules),
        ]),
        '',
        array('export const features: readonly BotFeature[] = ', modules.map(identifier)),
      ].join('\n'),
  },
  {
    file: 'bot/messages/catalogue.ts',
    modules: 'bot/messages/*/en.ts',
    body: (modules) =>
      [...imports('en', modules), '', 'export const en = {', ...properties(modules), '};'].join(
        '\n',
      ),
  },
  {
    file: 'bot/catalogue.ts',
    modules: 'bot/*/en.ts',
    body: (modules) =>
      [
        "import { mergeCatalogues } from '../domain/text/translator.ts';",
        ...sorted([
          ...imports('en', modules),
          "import { en as messages } from './messages/catalogue.ts';",
        ]),
        '',
        'export const en = mergeCatalogues(messages, {',
        ...properties(modules),
        '});',
      ].join('\n'),
  },
  {
    file: 'migrations/control/index.ts',
    modules: 'migrations/control/[0-9]*.ts',
    body: migrations('controlMigrations'),
  },
  {
    file: 'migrations/tenant/index.ts',
    modules: 'migrations/tenant/[0-9]*.ts',
    body: migrations('tenantMigrations'),
  },
  {
    file: 'migrations/tenant/tables/index.ts',
    modules: 'migrations/tenant/tables/!(index).ts',
    body: tables,
  },
];

const HEADER = '// Generated by `npm run generate`; do not edit.\n';

function contentOf({ file, modules, body }: Index): string {
  // Without the extension: the order in which Biome sorts imports.
  const found = globSync(modules, { cwd: ROOT })
    .map((each) => each.slice(0, -path.extname(each).length))
    .sort()
    .map((each) => ({ specifier: `./${path.relative(path.dirname(file), each)}.ts` }));
  return `${HEADER}${body(found)}\n`;
}

const FILES: readonly [file: string, content: string][] = [
  ...INDEXES.map((index): [string, string] => [index.file, contentOf(index)]),
  ['THIRD-PARTY-NOTICES.md', thirdPartyNotices()],
];
const isCheck = process.argv.includes('--check');
for (const [file, wanted] of FILES) {
  const target = path.join(ROOT, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === wanted) continue;
  if (isCheck) {
    console.error(`${file} is not current: run npm run generate`);
    process.exitCode = 1;
  } else writeFileSync(target, wanted);
}
