import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node';
import type { FixtureKind } from './fixtures/demos.ts';
import type { ViewerRole } from './fixtures/people.ts';
import type { StorageScene } from './fixtures/storage.ts';
import { createWebFixture, type FixtureOptions, type WebFixture } from './fixtures/web-fixture.ts';

/**
 * The dashboard's production build over a label in memory: to look at pages without anything else.
 * `node test/web/preview.ts full|empty|hostile [admin|staff|member|outsider|stranger] [free|pro]
 * [managed|own|away|copying|verifying|observing|failed|ended]`
 */

const BUILD = path.resolve(import.meta.dirname, '../../build');

const CONTENT_TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export const loadBuild = (): Promise<ServerBuild> =>
  import(pathToFileURL(path.join(BUILD, 'server/index.js')).href);

export interface Preview {
  url: string;
  readonly fixture: WebFixture;
  /** Sees the context of every page before it is rendered. */
  onContext(observe: (context: AppLoadContext) => AppLoadContext): void;
  /** Another label, at the same address. */
  reset(options: FixtureOptions): void;
  /** Ends every live connection and refuses new ones with this status, until told otherwise. */
  rejectStreams(status: 502 | null): void;
  /** Resolves when the next live connection has ended. */
  waitForStreamEnd(): Promise<void>;
  /** Tells every open page that something changed. */
  emitChange(number: number): void;
  close(): Promise<void>;
}

export async function startPreview(options: FixtureOptions = {}, port = 0): Promise<Preview> {
  let fixture = createWebFixture(options);
  const handleRemixRequest = createRequestHandler(await loadBuild(), 'production');
  const streams = new Set<ServerResponse>();
  let refusal: 502 | null = null;
  let observeContext = (context: AppLoadContext) => context;

  async function handleRequest(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', `http://${req.headers.host}`);
    if (await serveAsset(url.pathname, res)) return;
    if (/^\/g\/\d+\/live$/.test(url.pathname)) return openStream(res);
    if (url.pathname === '/auth/logout') return void res.writeHead(303, { location: '/' }).end();
    if (!isSameOrigin(req)) return void res.writeHead(403).end();
    const nonce = randomBytes(16).toString('base64');
    const response = await handleRemixRequest(
      toRequest(req, url),
      observeContext(fixture.context(nonce)),
    );
    res.statusCode = response.status;
    res.setHeader('content-security-policy', createPolicy(nonce));
    res.setHeader('referrer-policy', 'same-origin');
    for (const [name, value] of response.headers) res.appendHeader(name, value);
    if (response.body) await writeReadableStreamToWritable(response.body, res);
    else res.end();
  }

  function openStream(res: ServerResponse): void {
    if (refusal) return void res.writeHead(refusal).end();
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write('retry: 300\n\n');
    streams.add(res);
    res.once('close', () => streams.delete(res));
  }

  // As long as the product's: a browser may come back on a connection after any pause.
  const server = createServer({ keepAliveTimeout: 75_000 }, (req, res) => {
    handleRequest(req, res).catch((error: unknown) => {
      if (!req.destroyed) console.error(error);
      res.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get fixture() {
      return fixture;
    },
    onContext(observe) {
      observeContext = observe;
    },
    reset(nextOptions) {
      fixture = createWebFixture(nextOptions);
    },
    emitChange(number) {
      for (const stream of streams)
        stream.write(`event: change\ndata: ${JSON.stringify({ number, kind: 'submitted' })}\n\n`);
    },
    async waitForStreamEnd() {
      await Promise.race([...streams].map((stream) => once(stream, 'close')));
    },
    rejectStreams(status) {
      refusal = status;
      for (const stream of streams) stream.destroy();
    },
    async close() {
      for (const stream of streams) stream.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * As the product's: what changes something comes from our own pages. A form on a page without
 * referrer says `Origin: null`; then the browser's other word counts.
 */
function isSameOrigin({ method, headers }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const { origin = 'null' } = headers;
  return origin === 'null'
    ? headers['sec-fetch-site'] === 'same-origin'
    : origin === `http://${headers.host}`;
}

/** As strict as the product's. */
const createPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: https://cdn.discordapp.com",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

async function serveAsset(pathname: string, res: ServerResponse): Promise<boolean> {
  const type = CONTENT_TYPES[path.extname(pathname)];
  if (!pathname.startsWith('/assets/') || !type) return false;
  const file = await readFile(path.join(BUILD, 'client', path.normalize(pathname))).catch(
    () => null,
  );
  if (!file) return false;
  res.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=31536000, immutable' });
  res.end(file);
  return true;
}

function toRequest(req: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    // Checked above (isOwn); Remix would take the word for another site's.
    if (name === 'origin' && value === 'null') continue;
    for (const each of Array.isArray(value) ? value : [value]) if (each) headers.append(name, each);
  }
  const init: RequestInit & { duplex?: 'half' } = { method: req.method ?? 'GET', headers };
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    init.body = createReadableStreamFromReadable(req);
    init.duplex = 'half';
  }
  return new Request(url, init);
}

if (process.argv[1] === import.meta.filename) {
  const [kind = 'full', role = 'admin', plan = 'pro', scene = 'managed'] = process.argv.slice(2);
  const preview = await startPreview(
    {
      kind: kind as FixtureKind,
      role: role as ViewerRole,
      plan: plan as 'pro',
      scene: scene as StorageScene,
    },
    4_100,
  );
  console.log(preview.url);
}
