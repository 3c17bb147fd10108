import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { HttpResponse } from './http-response.ts';

const CONTENT_TYPES: Record<string, string> = {
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
export async function serveClientFile(folder: string, path: string): Promise<HttpResponse> {
  const root = resolve(folder);
  const requestedPath = normalize(join(root, decodeURIComponent(path)));
  const isInside = requestedPath === root || requestedPath.startsWith(root + sep);
  const isFound = isInside && (await stat(requestedPath).catch(() => null))?.isFile();
  const file = isFound ? requestedPath : join(root, 'index.html');
  const content = await readFile(file).catch(() => null);
  if (!content) return new HttpResponse(404, 'Not found', { 'content-type': 'text/plain' });
  const isImmutable = isFound && /[.-][\w-]{8,}\.\w+$/.test(file);
  return new HttpResponse(200, content, {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
}
