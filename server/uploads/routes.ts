import { Readable } from 'node:stream';
import type Router from '@koa/router';
import { Server } from '@tus/server';
import type { MemberDirectory } from '../../bot/index.ts';
import type { Operations } from '../../domain/index.ts';
import { HttpError } from '../http/errors.ts';
import { hasBody } from '../http/read-body.ts';
import { requestLogFields } from '../http/request-log-fields.ts';
import { liftRequestTimeout } from '../http/request-timeout.ts';
import type { Ctx, State } from '../http/state.ts';
import { isBodyUnread, respondAndClose } from '../http/unread-body.ts';
import type { Logger } from '../log.ts';
import { loadActor } from '../viewer/actor.ts';
import { RunningUploads } from './running-uploads.ts';
import { toUploadRefusal, type UploadRefusal } from './upload-error.ts';
import { UploadSlots } from './upload-slots.ts';
import { UploadStore } from './upload-store.ts';

const COLLECTION = '/upload/:guildId/:sessionId/files';
const RESPONSE_HEADERS = [
  'cache-control',
  'location',
  'tus-resumable',
  'tus-version',
  'tus-extension',
  'upload-length',
  'upload-metadata',
  'upload-offset',
];

/**
 * Files of the upload page, by tus 1.0 (https://tus.io/protocols/resumable-upload): an interrupted
 * upload goes on where it was, also on another server. Each request needs the session of the artist
 * who started it.
 */
export function registerUploadRoutes(
  router: Router<State>,
  deps: { operations: Operations; directory: MemberDirectory; log: Logger },
): void {
  const slots = new UploadSlots();
  const running = new RunningUploads();

  const handle = async (ctx: Ctx) => {
    const { session } = ctx.state;
    const { guildId = '', sessionId = '', uploadId } = ctx.params as Record<string, string>;
    const actor = session && (await loadActor(deps.directory, session, guildId));
    if (!actor) throw new HttpError(404, 'not_found');
    const release = hasBody(ctx.req) ? slots.take(guildId, actor.userId) : () => {};
    try {
      if (hasBody(ctx.req)) liftRequestTimeout(ctx.req);
      const store = new UploadStore(deps.operations, actor, sessionId);
      await respond(ctx, { ...deps, store, running, uploadId });
    } finally {
      release();
    }
  };

  router.post(COLLECTION, handle);
  router.head(`${COLLECTION}/:uploadId`, handle);
  router.patch(`${COLLECTION}/:uploadId`, handle);
  router.delete(`${COLLECTION}/:uploadId`, handle);
}

async function respond(
  ctx: Ctx,
  {
    store,
    running,
    uploadId,
    log,
  }: { store: UploadStore; running: RunningUploads; uploadId: string | undefined; log: Logger },
): Promise<void> {
  let refusal: UploadRefusal | null = null;
  const tus = new Server({
    path: ctx.path,
    datastore: store,
    locker: running,
    namingFunction: (_request, metadata) =>
      store.add(metadata?.filename || 'file', Number(ctx.get('upload-length'))),
    getFileIdFromRequest: () => uploadId,
    generateUrl: (_request, { id }) => `${ctx.path}/${id}`,
    onResponseError: (_request, error) => {
      refusal = toUploadRefusal(error);
      if (refusal === null && error instanceof Error)
        log.error({ ...requestLogFields(ctx), err: error }, 'http.fault');
      // The library would send an error's text.
      return refusal || error instanceof Error ? { status_code: 500, body: '' } : undefined;
    },
  });
  const response = await tus.handleWeb(toWebRequest(ctx));
  const { status, body, retryAfterSeconds } = (refusal as UploadRefusal | null) ?? {
    status: response.status,
    body: await response.text(),
    retryAfterSeconds: null,
  };
  for (const name of RESPONSE_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) ctx.set(name, value);
  }
  if (retryAfterSeconds) ctx.set('retry-after', String(retryAfterSeconds));
  ctx.status = status;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  if (ctx.method === 'HEAD' || status === 204) return;
  ctx.type = typeof body === 'string' ? 'text/plain' : 'application/json';
  if (!isBodyUnread(ctx.req)) {
    ctx.body = text;
    return;
  }
  ctx.respond = false;
  await respondAndClose(ctx.req, ctx.res, Buffer.from(text));
}

function toWebRequest(ctx: Ctx) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(ctx.req.headers))
    if (typeof value === 'string') headers.set(name, value);
  const init = hasBody(ctx.req) ? { body: Readable.toWeb(ctx.req), duplex: 'half' } : {};
  return new Request(new URL(ctx.path, 'http://localhost'), {
    method: ctx.method,
    headers,
    ...init,
  } as RequestInit);
}
