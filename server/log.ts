import { pino } from 'pino';

export type Logger = pino.Logger;

/** Logs an error's name, code and stack frames, never its message: drivers put values there. */
function serializeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, status, statusCode } = error as unknown as Record<string, unknown>;
  return {
    name: error.name,
    code: code ?? status ?? statusCode ?? null,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(error.cause && depth < 2 ? { cause: serializeError(error.cause, depth + 1) } : {}),
  };
}

/**
 * Structured logs of codes and ids. Errors are reduced to these, so that no secret is printed.
 * @param destination standard output when absent
 */
export function createLogger(
  level: string,
  processName: string,
  destination: pino.DestinationStream = pino.destination(1),
): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { process: processName },
    serializers: { err: (error) => serializeError(error), error: (error) => serializeError(error) },
    redact: {
      paths: ['*.password', '*.token', '*.secret', '*.authorization', '*.cookie', '*.url'],
      censor: '[redacted]',
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  return pino(options, destination);
}
