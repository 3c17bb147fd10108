import type Router from '@koa/router';
import type { MemberDirectory } from '../../bot/index.ts';
import { isVektraError, type Operations } from '../../domain/index.ts';
import { HttpError } from '../http/errors.ts';
import type { Ctx, State } from '../http/state.ts';
import { loadActor } from '../viewer/actor.ts';
import { parseRange } from './parse-range.ts';

/** What browsers may show in place; everything else is saved. */
const INLINE_TYPES = /^(audio\/[a-z0-9.+-]+|image\/(png|jpeg|gif|webp))$/;
const DAY_SECONDS = 86_400;
/** A file is data: whatever a browser makes of it, it runs nothing and loads nothing. */
const FILE_CSP = "default-src 'none'; sandbox; frame-ancestors 'none'";

/**
 * `GET /g/:guildId/files/:fileId`: a file's content, in ranges; `?download` saves it.
 *
 * Each request needs a session and asks for the reader's access to the guild, so an address that is
 * passed on opens nothing.
 */
export function registerFileRoutes(
  router: Router<State>,
  { operations, directory }: { operations: Operations; directory: MemberDirectory },
): void {
  /** @throws HttpError `not_found` for whoever may not know the guild */
  async function requireActor(ctx: Ctx) {
    const { session } = ctx.state;
    const actor = session && (await loadActor(directory, session, ctx.params.guildId ?? ''));
    if (!actor) throw new HttpError(404, 'not_found');
    return actor;
  }

  router.get('/g/:guildId/files/:fileId', async (ctx) => {
    const actor = await requireActor(ctx);
    const file = await mapErrors(operations.files.open(actor, { fileId: ctx.params.fileId ?? '' }));
    const isInline = INLINE_TYPES.test(file.contentType) && ctx.query.download === undefined;
    ctx.attachment(file.name, { type: isInline ? 'inline' : 'attachment' });
    ctx.type = file.contentType || 'application/octet-stream';
    ctx.set('content-security-policy', FILE_CSP);
    ctx.set('accept-ranges', 'bytes');
    // Asked again each time: a removed file is gone at once. An inbox shows fifty covers.
    ctx.set(
      'cache-control',
      file.isPublic ? `private, max-age=${DAY_SECONDS}` : 'private, no-cache',
    );
    if (file.sha256) ctx.etag = file.sha256;
    ctx.status = 200;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    const range = parseRange(ctx.get('range'), file.sizeBytes);
    const isCurrent = !ctx.get('if-range') || ctx.get('if-range') === ctx.response.get('etag');
    if (range === 'unsatisfiable' && isCurrent) {
      ctx.set('content-range', `bytes */${file.sizeBytes}`);
      ctx.status = 416;
      return;
    }
    const part = range !== 'unsatisfiable' && isCurrent ? range : null;
    if (part) {
      ctx.status = 206;
      ctx.set('content-range', `bytes ${part.start}-${part.end}/${file.sizeBytes}`);
    }
    const length = part ? part.end - part.start + 1 : file.sizeBytes;
    if (ctx.method === 'HEAD') {
      ctx.length = length;
      return;
    }
    const reader = new AbortController();
    ctx.res.once('close', () => reader.abort());
    ctx.body = await mapErrors(file.read(part, reader.signal));
    ctx.length = length;
  });
}

async function mapErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isVektraError(error)) throw error;
    if (error.code === 'rate_limited') throw new HttpError(429, 'rate_limited', { cause: error });
    if (error.code === 'not_found' || error.code === 'invalid_input' || error.code === 'not_set_up')
      throw new HttpError(404, 'not_found', { cause: error });
    throw new HttpError(503, 'service_unavailable', { cause: error, retryAfterSeconds: 5 });
  }
}
