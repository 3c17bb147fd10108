import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm run generate`: writes the index files that list what a folder holds, so that a feature, a
 * table or a migration is added without editing a shared list; and the third-party notices. `--
 * --check` only tells whether they are current, as `npm test` does.
 */

const ROOT = import.meta.dirname;

interface Index {
  /** The file that is written. */
  file: string;
  /** What it lists. */
  modules: string;
  /** Lines of TypeScript; Biome sorts the imports and formats them. */
  lines(modules: readonly Module[]): string[];
}

interface Module {
  /** As an import specifier of the index file, e.g. `./tags/operations.ts`. */
  specifier: string;
  /** Its folder, e.g. `direct-messages`. */
  folder: string;
  /** Its file, without the extension, e.g. `outbox-due`. */
  name: string;
}

/** `direct-messages` → `directMessages`. */
const toIdentifier = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const importAs = (exported: string, identifier: string, { specifier }: Module): string =>
  `import { ${exported} as ${identifier} } from '${specifier}';`;

/** Of modules that are named by their folder. */
const importByFolder = (exported: string, modules: readonly Module[]): string[] =>
  modules.map((each) => importAs(exported, toIdentifier(each.folder), each));

/** An object whose keys are the folders, with underscores. */
const folderProperties = (modules: readonly Module[]): string[] =>
  modules.map(({ folder }) => {
    const [key, identifier] = [folder.replaceAll('-', '_'), toIdentifier(folder)];
    return key === identifier ? `${key},` : `${key}: ${identifier},`;
  });

const migrations =
  (exported: string): Index['lines'] =>
  (modules) => {
    const versionOf = ({ name }: Module) => `v${name.slice(0, name.indexOf('-'))}`;
    return [
      "import type { Migration } from '../types.ts';",
      ...modules.map((each) => importAs('migration', versionOf(each), each)),
      '',
      `export const ${exported}: readonly Migration[] = [${modules.map(versionOf).join(', ')}];`,
    ];
  };

/**
 * A license as a package states it: an SPDX expression, or (long ago) a list of names and
 * addresses.
 */
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

/** The operations of each domain folder, by who may have a client for them. */
const operations = (audience: '' | 'operator-' | 'system-'): Index => ({
  file: `domain/${audience}features.ts`,
  modules: `domain/*/${audience}operations.ts`,
  lines: (modules) =>
    modules.map(
      ({ folder, specifier }) => `export * as ${toIdentifier(folder)} from '${specifier}';`,
    ),
});

const INDEXES: readonly Index[] = [
  operations(''),
  operations('operator-'),
  operations('system-'),
  {
    file: 'domain/settings/sections.ts',
    modules: 'domain/*/settings-sections.ts',
    lines: (modules) => [
      ...importByFolder('sections', modules),
      '',
      'export const settingsSections = [',
      modules.map(({ folder }) => `...${toIdentifier(folder)}`).join(', '),
      '] as const;',
    ],
  },
  {
    file: 'bot/features.ts',
    modules: 'bot/*/feature.ts',
    lines: (modules) => [
      "import type { BotFeature } from './dispatch/types.ts';",
      ...importByFolder('feature', modules),
      '',
      'export const features: readonly BotFeature[] = [',
      modules.map(({ folder }) => toIdentifier(folder)).join(', '),
      '];',
    ],
  },
  {
    file: 'bot/messages/catalogue.ts',
    modules: 'bot/messages/*/en.ts',
    lines: (modules) => [
      ...importByFolder('en', modules),
      '',
      'export const en = {',
      ...folderProperties(modules),
      '};',
    ],
  },
  {
    file: 'bot/catalogue.ts',
    modules: 'bot/*/en.ts',
    lines: (modules) => [
      "import { mergeCatalogues } from '../domain/text/translator.ts';",
      "import { en as messages } from './messages/catalogue.ts';",
      ...importByFolder('en', modules),
      '',
      'export const en = mergeCatalogues(messages, {',
      ...folderProperties(modules),
      '});',
    ],
  },
  {
    file: 'worker/deliverers.ts',
    modules: 'worker/*/effects.ts',
    lines: (modules) => [
      "import type { AnyDeliverer } from './deliver/types.ts';",
      ...importByFolder('deliverers', modules),
      '',
      'export const deliverers: readonly AnyDeliverer[] = [',
      modules.map(({ folder }) => `...${toIdentifier(folder)}`).join(', '),
      '];',
    ],
  },
  {
    file: 'migrations/control/index.ts',
    modules: 'migrations/control/[0-9]*.ts',
    lines: migrations('controlMigrations'),
  },
  {
    file: 'migrations/tenant/index.ts',
    modules: 'migrations/tenant/[0-9]*.ts',
    lines: migrations('tenantMigrations'),
  },
  {
    file: 'migrations/tenant/tables/index.ts',
    modules: 'migrations/tenant/tables/!(index).ts',
    lines: (modules) => [
      ...modules.map((each) => importAs('table', toIdentifier(each.name), each)),
      '',
      'export const tenantTables = [',
      modules.map(({ name }) => toIdentifier(name)).join(', '),
      '] as const;',
    ],
  },
];

const HEADER = '// Generated by `npm run generate`; do not edit.';

function indexContent({ file, modules, lines }: Index): string {
  const found = globSync(modules, { cwd: ROOT })
    .sort()
    .map((each) => ({
      specifier: path.posix.relative(path.dirname(file), each).replace(/^(?!\.)/, './'),
      folder: path.basename(path.dirname(each)),
      name: path.basename(each, '.ts'),
    }));
  return execFileSync('biome', ['check', '--write', `--stdin-file-path=${file}`], {
    cwd: ROOT,
    input: `${HEADER}\n${lines(found).join('\n')}`,
    encoding: 'utf8',
  });
}

const FILES: readonly [file: string, content: string][] = [
  ...INDEXES.map((index): [string, string] => [index.file, indexContent(index)]),
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
