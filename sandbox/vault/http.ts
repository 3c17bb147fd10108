import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { toResponseBody } from './handle-request.ts';
import { handleOnNode } from './standby.ts';
import type { Operation, VaultServer } from './types.ts';

/** One line of the request log: never a token, a body or a query. */
export interface LoggedRequest {
  method: string;
  path: string;
  status: number;
  hasToken: boolean;
}

const MAX_LOG_LENGTH = 1000;
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Node's listener around {@link answer}. `saved` runs after a change and before its answer. */
export function createListener(
  vault: VaultServer,
  log: LoggedRequest[],
  save: () => void,
): RequestListener {
  return (request, response) => {
    void handle(vault, request, response, save).then(
      (line) => {
        log.push(line);
        if (log.length > MAX_LOG_LENGTH) log.shift();
      },
      () => response.destroy(),
    );
  };
}

async function handle(
  vault: VaultServer,
  request: IncomingMessage,
  response: ServerResponse,
  save: () => void,
): Promise<LoggedRequest> {
  const [rawPath = '', rawQuery = ''] = (request.url ?? '').split('?', 2);
  const text = await readBody(request);
  if (vault.faults.delayMs > 0) {
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    await delay(vault.faults.delayMs, undefined, { signal: closed.signal });
  }
  const method = request.method ?? 'GET';
  const query = new URLSearchParams(rawQuery);
  const path = decode(rawPath).replace(/^\/v1\//, '');
  const header = request.headers['x-vault-token'] ?? readBearer(request.headers.authorization);
  const tokenId = Array.isArray(header) ? header[0] : header;
  const createLogEntry = (status: number) => ({
    method,
    path,
    status,
    hasToken: tokenId !== undefined,
  });
  if (vault.faults.isHtmlResponse) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in</p>');
    return createLogEntry(200);
  }
  const { standby, sealed } = vault.faults;
  if (typeof standby === 'object' && !sealed && !path.startsWith('sys/')) {
    response.writeHead(307, { location: new URL(`/v1/${path}`, standby.redirect).href }).end();
    return createLogEntry(307);
  }
  const reply = handleOnNode(vault, {
    operation: toOperation(method, query),
    path,
    query,
    body: parseBody(text),
    tokenId,
  });
  if (method !== 'GET' && reply.status < 300) save();
  const body = toResponseBody(reply);
  response.setHeader('cache-control', 'no-store');
  if (body === undefined) {
    response.writeHead(reply.status).end();
  } else {
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(body)}\n`);
  }
  return createLogEntry(reply.status);
}

function toOperation(method: string, query: URLSearchParams): Operation {
  if (method === 'DELETE') return 'delete';
  if (method === 'POST' || method === 'PUT') return 'update';
  return /^(1|true)$/.test(query.get('list') ?? '') ? 'list' : 'read';
}

function readBearer(header: string | undefined): string | undefined {
  return header?.startsWith('Bearer ') ? header.slice(7) : undefined;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function parseBody(text: string): Record<string, unknown> | null {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) throw new Error('request too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
