import { setImmediate as nextLoop } from 'node:timers/promises';
import {
  type AppLoadContext,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node';
import type { Middleware } from 'koa';
import pLimit from 'p-limit';
import { answerUnread, isUnread } from '../http/close-unread.ts';
import type { Ctx, State } from '../http/state.ts';

/**
 * Remix on Koa: a web Request in, with the body that was received within its limits; a web Response
 * out, streamed.
 * @param build the server build, or how to load it (in development it changes)
 */
export function remixMiddleware(
  build: ServerBuild | (() => Promise<ServerBuild>),
  mode: string,
  publicUrl: string,
  context: (ctx: Ctx) => AppLoadContext,
): Middleware<State> {
  const handle = createRequestHandler(build, mode);
  // Routing and what follows take milliseconds. Of requests that arrive together each begins in a loop
  // of its own, so that timers and other sockets have their turn between them.
  const oneALoop = pLimit(1);
  return async (ctx) => {
    const { req, res } = ctx;
    const abort = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) abort.abort();
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(req.headers))
      for (const each of Array.isArray(value) ? value : [value])
        if (each) headers.append(name, each);
    // No origin, in a browser's words (see sameOriginOnly); Remix would fail to read it.
    if (headers.get('origin') === 'null') headers.delete('origin');
    const { body, refusal } = ctx.state;
    // A refused form is answered by its page, which nothing was sent to.
    const isShownOnly = refusal !== null && !ctx.path.endsWith('.data');
    const init: RequestInit = {
      method: isShownOnly ? 'GET' : ctx.method,
      headers,
      signal: abort.signal,
      ...(body && !isShownOnly ? { body: new Uint8Array(body) } : {}),
    };
    // The public address, not what the Host header says: it ends up in redirects.
    const url = new URL(new URL(publicUrl).origin + req.url);
    await oneALoop(nextLoop);
    const response = await handle(new Request(url, init), context(ctx));

    ctx.respond = false;
    res.statusCode = refusal?.status ?? response.status;
    const { retryAfterSeconds } = ctx.state;
    if (retryAfterSeconds) res.setHeader('retry-after', String(retryAfterSeconds));
    // A page's own headers win over those that every answer gets; only cookies come several times.
    for (const [name, value] of response.headers)
      if (name === 'set-cookie') res.appendHeader(name, value);
      else res.setHeader(name, value);
    if (isUnread(req)) await answerUnread(req, res, Buffer.from(await response.arrayBuffer()));
    else if (response.body) await writeReadableStreamToWritable(response.body, res);
    else res.end();
  };
}
