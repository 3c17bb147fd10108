import test from 'ava';
import { createLogger, type Logger } from '../../server/log.ts';

const MAX_LINES = 40;
const lines: string[] = [];

/** The log of a file's houses: kept, and told when a test fails that nobody can run again with more words. */
export function createAppLog(level: string): Logger {
  if (level !== 'fatal') return createLogger(level, 'test');
  const write = (line: string) => {
    lines.push(line);
    if (lines.length > MAX_LINES) lines.shift();
  };
  return createLogger('warn', 'test', { write });
}

test.afterEach.always('what the houses of a failed test logged', (t) => {
  if (!t.passed && lines.length > 0) t.log(lines.join(''));
});
