import test from 'ava';
import { createLogger, type Logger } from '../../server/log.ts';

const MAX_LINES = 40;
const lines: string[] = [];

/** Keeps the logs of a file's apps and prints them when a test fails. */
export function createAppLog(level: string): Logger {
  if (level !== 'fatal') return createLogger(level, 'test');
  const write = (line: string) => {
    lines.push(line);
    if (lines.length > MAX_LINES) lines.shift();
  };
  return createLogger('warn', 'test', { write });
}

test.afterEach.always('logs of the app when a test failed', (t) => {
  if (!t.passed && lines.length > 0) t.log(lines.join(''));
});
