import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { bodyOf } from './answer.ts';
import { answerFromNode } from './standby.ts';
import type { Operation, Vault } from './types.ts';

/** One line of the request log: never a token, a body or a query. */
export interface LoggedRequest {
  method: string;
  path: string;
  status: number;
  withToken: boolean;
}

const logLength = 1000;
const maxBodyBytes = 32 * 1024 * 1024;

/** Node's listener around {@link answer}. `saved` runs after a change and before its answer. */
export function createListener(
  vault: Vault,
  log: LoggedRequest[],
  saved: () => void,
): RequestListener {
  return (request, response) => {
    void serve(vault, request, response, saved).then(
      (line) => {
        log.push(line);
        if (log.length > logLength) log.shift();
      },
      () => response.destroy(),
    );
  };
}

async function serve(
  vault: Vault,
  request: IncomingMessage,
  response: ServerResponse,
  saved: () => void,
): Promise<LoggedRequest> {
  const [rawPath = '', rawQuery = ''] = (request.url ?? '').split('?', 2);
  const text = await readBody(request);
  if (vault.moods.slowMs > 0) await wait(vault.moods.slowMs);
  const method = request.method ?? 'GET';
  const query = new URLSearchParams(rawQuery);
  const path = decode(rawPath).replace(/^\/v1\//, '');
  const header = request.headers['x-vault-token'] ?? bearer(request.headers.authorization);
  const tokenId = Array.isArray(header) ? header[0] : header;
  const line = (status: number) => ({ method, path, status, withToken: tokenId !== undefined });
  if (vault.moods.html) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in</p>');
    return line(200);
  }
  const { standby, sealed } = vault.moods;
  if (typeof standby === 'object' && !sealed && !path.startsWith('sys/')) {
    response.writeHead(307, { location: new URL(`/v1/${path}`, standby.redirect).href }).end();
    return line(307);
  }
  const reply = answerFromNode(vault, {
    operation: operationOf(method, query),
    path,
    query,
    body: parseBody(text),
    tokenId,
  });
  if (method !== 'GET' && reply.status < 300) saved();
  const body = bodyOf(reply);
  response.setHeader('cache-control', 'no-store');
  if (body === undefined) {
    response.writeHead(reply.status).end();
  } else {
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(body)}\n`);
  }
  return line(reply.status);
}

function operationOf(method: string, query: URLSearchParams): Operation {
  if (method === 'DELETE') return 'delete';
  if (method === 'POST' || method === 'PUT') return 'update';
  return /^(1|true)$/.test(query.get('list') ?? '') ? 'list' : 'read';
}

function bearer(header: string | undefined): string | undefined {
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
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error('request too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
