import type { AppLoadContext } from '@remix-run/node';

/** The address of a one-time link holds its token, which no log may know. */
const withoutToken = (path: string): string => path.replace(/^(\/connect\/[^/]+)\/.*/, '$1/…');

/** Logs a fault under its request. The server's logger describes errors and leaves their text out. */
export function report(error: unknown, { log, requestId }: AppLoadContext, path: string): void {
  log.error({ err: error, requestId, path: withoutToken(path) }, 'web.fault');
}
