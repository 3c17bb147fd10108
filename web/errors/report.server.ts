import type { AppLoadContext } from '@remix-run/node';

/** Logs a fault under its request. The server's logger describes errors and leaves their text out. */
export function report(error: unknown, { log, requestId }: AppLoadContext, path: string): void {
  log.error({ err: error, requestId, path }, 'web.fault');
}
