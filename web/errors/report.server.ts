import type { AppLoadContext } from '@remix-run/node';

/** What a server may add to the load context; pino fits. */
interface Reporting {
  requestId?: string;
  log?: { error(facts: object, message: string): void };
}

/** The id under which a request stands in the log; one is made where the server gave none. */
export const requestIdOf = (context: AppLoadContext): string =>
  (context as Reporting).requestId ?? crypto.randomUUID();

/**
 * Logs a fault. Neither the request's body nor the error's text is printed without the server's own
 * logger, which redacts: both may quote what a person wrote.
 */
export function report(error: unknown, context: AppLoadContext, requestId: string, path: string) {
  const { log } = context as Reporting;
  if (log) return log.error({ err: error, requestId, path }, 'web.fault');
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack?.match(/^\s+at .*$/gm) ?? []) : [];
  console.error(`web.fault ${requestId} ${path} ${name}\n${frames.slice(0, 8).join('\n')}`);
}
