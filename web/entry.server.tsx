import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import pLimit from 'p-limit';
import { renderToPipeableStream } from 'react-dom/server';
import { reportError } from './errors/report-error.server.ts';
import { NonceProvider } from './nonce.tsx';
import { removeNullPadding } from './null-padding.server.ts';

/** A page that is not whole by then is cut; loaders have their own, shorter limits. */
export const streamTimeout = 10_000;

/**
 * React renders each page's shell in one go, when the event loop looks for immediates; it runs all
 * that are pending. One at a time, fifty pages requested at once leave room for other timers and
 * sockets.
 */
const shellRenderLimit = pLimit(1);

/** Streams the page; robots get it whole. */
export default function handleRequest(
  request: Request,
  statusCode: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const isRobot = isbot(request.headers.get('user-agent') ?? '');
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const render = () => {
    const shellRendered = Promise.withResolvers<void>();
    let status = statusCode;
    let isResponseSent = false;
    const sendResponse = () => {
      isResponseSent = true;
      const body = removeNullPadding();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={context.nonce}>
        <RemixServer
          context={remixContext}
          url={request.url}
          abortDelay={streamTimeout}
          nonce={context.nonce}
        />
      </NonceProvider>,
      {
        nonce: context.nonce,
        onShellReady() {
          shellRendered.resolve();
          if (!isRobot) sendResponse();
        },
        onAllReady() {
          clearTimeout(abortTimer);
          if (isRobot) sendResponse();
        },
        onShellError(error) {
          clearTimeout(abortTimer);
          shellRendered.resolve();
          reject(error);
        },
        onError(error) {
          status = 500;
          if (isResponseSent) handleError(error, { request, context, params: {} });
        },
      },
    );
    // Cleared once the page is rendered: it holds all that was rendered.
    const abortTimer = setTimeout(abort, streamTimeout + 1_000).unref();
    return shellRendered.promise;
  };
  shellRenderLimit(render).catch(reject);
  return promise;
}

/** Data that the browser's router fetches is one person's too. */
export function handleDataRequest(response: Response): Response {
  if (!response.headers.has('Cache-Control'))
    response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

/** What the router itself refuses (no such page, no such method) is an answer, not a fault. */
const isClientError = (error: unknown): boolean =>
  isRouteErrorResponse(error) && error.status < 500;

/** Faults while rendering; those of loaders and actions are reported by the route builder. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted || isClientError(error)) return;
  reportError(error, context);
}
