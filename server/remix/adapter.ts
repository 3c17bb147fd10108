import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node';
import type { Middleware } from 'koa';
import type { State } from '../http/state.ts';

/**
 * Remix on Koa: a web Request in, a web Response out, streamed both ways.
 * @param build the server build, or how to load it (in development it changes)
 */
export function remixMiddleware(
  build: ServerBuild | (() => Promise<ServerBuild>),
  mode: string,
  publicUrl: string,
  context: (state: State) => AppLoadContext,
): Middleware<State> {
  const handle = createRequestHandler(build, mode);
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
    const init: RequestInit & { duplex?: 'half' } = {
      method: ctx.method,
      headers,
      signal: abort.signal,
    };
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      init.body = createReadableStreamFromReadable(req);
      init.duplex = 'half';
    }
    // The public address, not what the Host header says: it ends up in redirects.
    const url = new URL(req.url ?? '/', publicUrl);
    url.host = new URL(publicUrl).host;
    url.protocol = new URL(publicUrl).protocol;
    const response = await handle(new Request(url, init), context(ctx.state));

    ctx.respond = false;
    res.statusCode = response.status;
    // A page's own headers win over those that every answer gets; only cookies come several times.
    for (const [name, value] of response.headers)
      if (name === 'set-cookie') res.appendHeader(name, value);
      else res.setHeader(name, value);
    if (response.body) await writeReadableStreamToWritable(response.body, res);
    else res.end();
  };
}
