import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createHttpVisitor } from '../../../sandbox/demo/http-visitor.ts';
import type { ChaosServices } from '../fixture.ts';

const TUS = { 'tus-resumable': '1.0.0' };
const PIECE_BYTES = 1_024 ** 2;
/** ms between pieces, so that an upload takes long enough to be interrupted. */
const PIECE_DELAY_MS = 40;
const REQUEST_TIMEOUT_MS = 20_000;

/** An artist's browser on the upload page. */
export interface UploadClient {
  /** @returns the path of the new upload */
  create(name: string, sizeBytes: number): Promise<string>;
  /** @returns null when there is no such upload (any more) */
  readOffset(path: string): Promise<number | null>;
  /** Sends the rest of a file. @throws when it was interrupted */
  send(path: string, content: Buffer, offset: number): Promise<void>;
  remove(path: string): Promise<void>;
  /** Presses "Send demo". @returns what the page says */
  finish(requestId: string, uploadIds: readonly string[]): Promise<string>;
}

/** Signs in. @param options.page its path */
export async function openUploadClient(
  app: ChaosServices,
  { personId, page }: { personId: string; page: string },
): Promise<UploadClient> {
  const visitor = createHttpVisitor(app.url, app.discord.url, ((url: string, init: RequestInit) =>
    fetch(url, {
      ...init,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })) as typeof fetch);
  await visitor.logIn(personId);
  const headers = (more: Record<string, string> = {}) => ({
    ...TUS,
    origin: app.url,
    cookie: visitor.cookie(),
    ...more,
  });
  const call = async (method: string, path: string, more: Record<string, string> = {}) => {
    const response = await fetch(app.url + path, {
      method,
      headers: headers(more),
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response;
  };

  return {
    async create(name, sizeBytes) {
      const response = await call('POST', `${page}/files`, {
        'upload-length': String(sizeBytes),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      });
      if (response.status !== 201) throw new Error(`create: ${response.status}`);
      return response.headers.get('location') ?? '';
    },
    async readOffset(path) {
      const response = await call('HEAD', path);
      if (response.status === 404 || response.status === 410) return null;
      if (response.status !== 200) throw new Error(`offset: ${response.status}`);
      return Number(response.headers.get('upload-offset'));
    },
    send: (path, content, offset) =>
      sendSlowly(app.url + path, content.subarray(offset), {
        ...headers({ 'content-type': 'application/offset+octet-stream' }),
        'upload-offset': String(offset),
      }),
    async remove(path) {
      const { status } = await call('DELETE', path);
      if (status !== 204 && status !== 404 && status !== 410) throw new Error(`remove: ${status}`);
    },
    finish: async (requestId, uploadIds) =>
      (await visitor.post(page, { intent: 'send', requestId, uploadIds: uploadIds.join(',') }))
        .text,
  };
}

/** In pieces, as a home line does. */
async function sendSlowly(
  url: string,
  content: Buffer,
  headers: Record<string, string>,
): Promise<void> {
  const outgoing = request(url, {
    method: 'PATCH',
    headers: { ...headers, 'content-length': content.length },
    timeout: REQUEST_TIMEOUT_MS,
  });
  const answered = new Promise<number>((resolve, reject) => {
    outgoing.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.once('timeout', () => outgoing.destroy(new Error('timeout')));
    outgoing.once('error', reject);
  });
  answered.catch(() => {});
  for (let from = 0; from < content.length && !outgoing.destroyed; from += PIECE_BYTES) {
    outgoing.write(content.subarray(from, from + PIECE_BYTES));
    await wait(PIECE_DELAY_MS);
  }
  outgoing.end();
  const status = await answered;
  if (status !== 204) throw new Error(`content: ${status}`);
}
