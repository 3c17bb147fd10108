import { PassThrough } from 'node:stream';
import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './document/nonce.tsx';

const ABORT_MS = 8_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  // A robot reads the page once: it gets it whole, and with its true status.
  const readyOn = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    let finalStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remix} url={request.url} nonce={nonce} abortDelay={ABORT_MS} />
      </NonceContext.Provider>,
      {
        nonce,
        [readyOn]() {
          isShellSent = true;
          const body = new PassThrough();
          headers.set('content-type', 'text/html; charset=utf-8');
          // A page shows what its viewer may see: nobody else's cache may keep it.
          if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }),
          );
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          finalStatus = 500;
          // Before the shell, the error comes out of the promise; it is reported once.
          if (isShellSent) report(error, request);
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1_000).unref();
  });
}

/** Called for whatever a loader, an action or a page threw and the error table does not know. */
export function handleError(error: unknown, args: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!args.request.signal.aborted) report(error, args.request);
}

/** The path alone: queries and bodies hold what people wrote. */
function report(error: unknown, request: Request): void {
  const { name, stack } = error instanceof Error ? error : new Error('not an error was thrown');
  console.error(
    JSON.stringify({
      level: 'error',
      at: 'web',
      method: request.method,
      path: new URL(request.url).pathname,
      name,
      // The first line holds the message, which may quote input.
      stack: stack?.split('\n').slice(1, 12).join('\n'),
    }),
  );
}
