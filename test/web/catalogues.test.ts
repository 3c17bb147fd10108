import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import ts from 'typescript';
import type { Catalogue } from '../../domain/text/translator.ts';

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
