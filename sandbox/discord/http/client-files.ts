import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { Answer } from './answer.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.ico': 'image/x-icon',
  '.map': 'application/json',
};

/** A file of the built web client; any other path gets its index, which finds its way itself. */
export async function clientFile(folder: string, path: string): Promise<Answer> {
  const root = resolve(folder);
  const wanted = normalize(join(root, decodeURIComponent(path)));
  const inside = wanted === root || wanted.startsWith(root + sep);
  const found = inside && (await stat(wanted).catch(() => null))?.isFile();
  const file = found ? wanted : join(root, 'index.html');
  const content = await readFile(file).catch(() => null);
  if (!content) return new Answer(404, 'Not found', { 'content-type': 'text/plain' });
  const immutable = found && /[.-][\w-]{8,}\.\w+$/.test(file);
  return new Answer(200, content, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
}
