import type { AppLoadContext } from '@remix-run/node';

/** The id under which a request stands in the log. */
export const requestIdOf = (context: AppLoadContext): string => context.requestId;

/** Logs a fault; the server's logger describes errors and prints no text of theirs. */
export function report(error: unknown, context: AppLoadContext, requestId: string, path: string) {
  context.log.error({ err: error, requestId, path }, 'web.fault');
}
