import { setImmediate as nextEventLoopTurn } from 'node:timers/promises';
import {
  type AppLoadContext,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node';
import type { Middleware } from 'koa';
import pLimit from 'p-limit';
import type { Ctx, State } from '../http/state.ts';
import { isBodyUnread, respondAndClose } from '../http/unread-body.ts';

/**
 * Remix on Koa: a web Request in, with the body that was received within its limits; a web Response
 * out, streamed.
 * @param build the server build, or how to load it (in development it changes)
 */
export function createRemixMiddleware(
  build: ServerBuild | (() => Promise<ServerBuild>),
  mode: string,
  publicUrl: string,
  createContext: (ctx: Ctx) => AppLoadContext,
): Middleware<State> {
  const handle = createRequestHandler(build, mode);
  // Routing and what follows take milliseconds. Of requests that arrive together each begins in a
  // loop of its own, so that timers and other sockets have their turn between them.
  const onePerTurn = pLimit(1);
  return async (ctx) => {
    const { req, res } = ctx;
    const abortController = new AbortController();
    // Also of what was sent to its end: Remix keeps a timer for the page until then.
    res.once('close', () => abortController.abort());
    const headers = new Headers();
    for (const [name, value] of Object.entries(req.headers))
      for (const each of Array.isArray(value) ? value : [value])
        if (each) headers.append(name, each);
    // No origin, in a browser's words (see sameOriginOnly); Remix would fail to read it.
    if (headers.get('origin') === 'null') headers.delete('origin');
    const { body, httpError } = ctx.state;
    // A refused form is answered by its page, which nothing was sent to.
    const isErrorPage = httpError !== null && !ctx.path.endsWith('.data');
    const init: RequestInit = {
      method: isErrorPage ? 'GET' : ctx.method,
      headers,
      signal: abortController.signal,
      ...(body && !isErrorPage ? { body: new Uint8Array(body) } : {}),
    };
    // The public address, not what the Host header says: it ends up in redirects.
    const url = new URL(new URL(publicUrl).origin + req.url);
    await onePerTurn(nextEventLoopTurn);
    const response = await handle(new Request(url, init), createContext(ctx));

    ctx.respond = false;
    res.statusCode = httpError?.status ?? response.status;
    const { retryAfterSeconds } = ctx.state;
    if (retryAfterSeconds) res.setHeader('retry-after', String(retryAfterSeconds));
    // A page's own headers win over those that every answer gets; only cookies come several times.
    for (const [name, value] of response.headers)
      if (name === 'set-cookie') res.appendHeader(name, value);
      else res.setHeader(name, value);
    if (isBodyUnread(req))
      await respondAndClose(req, res, Buffer.from(await response.arrayBuffer()));
    else if (response.body) await writeReadableStreamToWritable(response.body, res);
    else res.end();
  };
}
