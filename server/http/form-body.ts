import type { Middleware } from 'koa';
import { getClientKey } from './client-key.ts';
import { HttpError } from './errors.ts';
import { hasBody, readBody } from './read-body.ts';
import type { State } from './state.ts';

/** What a route takes that does not declare another limit; forms of text are far below it. */
export const DEFAULT_BODY_BYTES = 256 * 1_024;
/** Our largest form has a dozen fields. */
const MAX_FIELDS = 100;
const MAX_NAME_BYTES = 100;
/** 256 KB at this rate take half a minute. */
const MIN_BYTES_PER_SECOND = 8_192;
const GRACE_MS = 5_000;
/**
 * Bodies that are being received. With the largest limit they hold 64 MB, of which one sender 4 MB.
 */
const MAX_CONCURRENT_BODIES = { process: 64, anonymous: 16, sender: 4 };
const RETRY_AFTER_SECONDS = 2;

const FORM_CONTENT_TYPE = 'application/x-www-form-urlencoded';
const AMPERSAND = 0x26;
const EQUALS = 0x3d;

/**
 * Receives a form before anything parses it, within limits of size, time and count. Forms are
 * urlencoded: other encodings are refused, also those that a browser could be made to send.
 */
export function formBody(): Middleware<State> {
  const receiving = { process: 0, anonymous: 0, bySender: new Map<string, number>() };

  return async (ctx, next) => {
    const { req, res } = ctx;
    if (!hasBody(req)) return next();
    const maxBytes = ctx.state.route?.maxBodyBytes ?? DEFAULT_BODY_BYTES;
    if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw bodyTooLarge();
    if ((ctx.get('content-encoding') || 'identity') !== 'identity') throw unsupportedMediaType();
    if (ctx.request.type !== FORM_CONTENT_TYPE) throw unsupportedMediaType();

    const sender = getClientKey(ctx);
    const anonymousCount = ctx.state.session ? 0 : 1;
    const senderCount = receiving.bySender.get(sender) ?? 0;
    if (
      receiving.process >= MAX_CONCURRENT_BODIES.process ||
      receiving.anonymous + anonymousCount > MAX_CONCURRENT_BODIES.anonymous ||
      senderCount >= MAX_CONCURRENT_BODIES.sender
    )
      throw new HttpError(503, 'busy', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    receiving.process += 1;
    receiving.anonymous += anonymousCount;
    receiving.bySender.set(sender, senderCount + 1);
    try {
      // Clients that expect 100-continue send no body before this: refused bodies are never sent.
      if (ctx.get('expect').toLowerCase() === '100-continue') res.writeContinue();
      ctx.state.body = await readBody(req, {
        maxBytes,
        minBytesPerSecond: MIN_BYTES_PER_SECOND,
        graceMs: GRACE_MS,
      });
    } finally {
      receiving.process -= 1;
      receiving.anonymous -= anonymousCount;
      const remaining = (receiving.bySender.get(sender) ?? 1) - 1;
      if (remaining > 0) receiving.bySender.set(sender, remaining);
      else receiving.bySender.delete(sender);
    }
    if (!isWithinFieldLimits(ctx.state.body)) throw bodyTooLarge();
    await next();
  };
}

const bodyTooLarge = () => new HttpError(413, 'body_too_large');
const unsupportedMediaType = () => new HttpError(415, 'unsupported_media_type');

/**
 * Whether names are few and short. Looks for separators only: what parses the form later takes time
 * by the square of the number of fields (12 s for 2 MB).
 */
export function isWithinFieldLimits(body: Buffer): boolean {
  for (let fields = 1, start = 0; ; fields++) {
    const end = body.indexOf(AMPERSAND, start);
    const field = body.subarray(start, end === -1 ? body.length : end);
    const equals = field.indexOf(EQUALS);
    if ((equals === -1 ? field.length : equals) > MAX_NAME_BYTES) return false;
    if (end === -1) return true;
    if (fields === MAX_FIELDS) return false;
    start = end + 1;
  }
}
