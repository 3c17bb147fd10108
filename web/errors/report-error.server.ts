import type { AppLoadContext } from '@remix-run/node';

/**
 * Logs a fault under its request: the server's logger knows its route, and leaves errors' text out.
 */
export function reportError(error: unknown, { log, requestId }: AppLoadContext): void {
  log.error({ err: error, requestId }, 'web.fault');
}
