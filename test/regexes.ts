import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';

/**
 * `npm run regexes`: no regular expression of the product takes more than linear time, whatever
 * text it meets. Biome has no such rule. What was found safe is kept in `.cache/`, by pattern.
 */

const ROOT = path.resolve(import.meta.dirname, '..');
const PRODUCT = ['server', 'bot', 'web', 'domain', 'tenancy', 'worker', 'migrations'];
const KNOWN_SAFE_PATH = path.join(ROOT, '.cache', 'regexes.json');
/** ms for one expression; a check that does not end counts as unsafe. */
const TIMEOUT_MS = 30_000;
/**
 * Where recheck has to try texts, it tries the same ones in every run: one tree has one verdict.
 */
const RANDOM_SEED = 1;

interface Expression {
  location: string;
  source: string;
  flags: string;
}

/**
 * The expression of a literal, or of `new RegExp` with a text; what is put into it counts as plain
 * text.
 */
function expressionOf(node: ts.Node, location: string): Expression | null {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { location, source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  const isConstructed =
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    node.expression.getText() === 'RegExp';
  if (!isConstructed) return null;
  const [pattern, flags] = node.arguments ?? [];
  if (!pattern || !(ts.isStringLiteralLike(pattern) || ts.isTemplateExpression(pattern)))
    throw new Error(`${location}: an expression that cannot be read here`);
  const source = ts.isTemplateExpression(pattern)
    ? pattern.head.text + pattern.templateSpans.map(({ literal }) => `x${literal.text}`).join('')
    : pattern.text;
  return { location, source, flags: flags && ts.isStringLiteralLike(flags) ? flags.text : '' };
}

function expressionsIn(file: string): Expression[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const expression = expressionOf(node, `${file}:${line}`);
    if (expression) found.push(expression);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function readKnown(): Set<string> {
  try {
    return new Set(JSON.parse(readFileSync(KNOWN_SAFE_PATH, 'utf8')) as string[]);
  } catch {
    return new Set();
  }
}

const knownSafe = readKnown();
const safe = new Set<string>();
const files = PRODUCT.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }));
let unsafe = 0;
for (const { location, source, flags } of files.sort().flatMap(expressionsIn)) {
  const name = `/${source}/${flags}`;
  if (!knownSafe.has(name) && !safe.has(name)) {
    const result = await check(source, flags, {
      timeout: TIMEOUT_MS,
      randomSeed: RANDOM_SEED,
    });
    if (result.status !== 'safe') {
      unsafe += 1;
      const why =
        result.status === 'vulnerable'
          ? `${result.complexity.summary}, e.g. ${result.attack.pattern}`
          : `not decided (${result.error.kind})`;
      console.error(`${location}: ${name} is not linear: ${why}`);
      continue;
    }
  }
  safe.add(name);
}
mkdirSync(path.dirname(KNOWN_SAFE_PATH), { recursive: true });
writeFileSync(KNOWN_SAFE_PATH, JSON.stringify([...safe].sort()));
// recheck's own process would keep this one.
process.exit(unsafe === 0 ? 0 : 1);
