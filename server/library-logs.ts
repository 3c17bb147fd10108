import type { Logger } from './log.ts';

const LEVEL_BY_CONSOLE_METHOD = {
  debug: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
} as const;
const MAX_FRAMES = 4;

/**
 * Turns what libraries print (`console`, Node's warnings, among them node-postgres's) into JSON log
 * lines. Their texts are left out, as those of errors are: they quote values (Node's DEP0170 the
 * whole URL, password included). The stack frame identifies the warning.
 */
export function captureLibraryLogs(log: Logger): void {
  for (const [method, level] of Object.entries(LEVEL_BY_CONSOLE_METHOD) as [
    keyof typeof LEVEL_BY_CONSOLE_METHOD,
    'info',
  ][])
    console[method] = (...args: unknown[]) => {
      const error = args.find((each) => each instanceof Error);
      log[level](
        { at: callerFrames(new Error()), ...(error ? { err: error } : {}) },
        'library.console',
      );
    };
  // Node's own listener prints to standard error.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ err: warning }, 'library.warning'));
}

/** Who called the console: the frames above this module's. */
const callerFrames = ({ stack }: Error): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at ') && !line.includes(import.meta.filename))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
