import { inspect } from 'node:util';
import { createLogger, type Logger } from '../../server/log.ts';

const LEVELS: ReadonlySet<PropertyKey> = new Set([
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
]);

/** Everything that was written or sent, by where. */
export class CapturedOutput {
  readonly texts: [where: string, text: string][] = [];

  record(where: string, text: string): void {
    this.texts.push([where, text]);
  }

  /**
   * As a crash, a debugger or a careless log line would show it: whatever hangs on it, hidden or
   * not.
   */
  recordValue(where: string, value: unknown): void {
    this.record(
      `${where}, inspected`,
      inspect(value, { depth: 12, showHidden: true, getters: true }),
    );
    this.record(`${where}, as JSON`, toJson(value));
    if (value instanceof Error) {
      this.record(`${where}, as text`, `${value}\n${value.stack}`);
      if (value.cause) this.recordValue(`${where}, cause`, value.cause);
    }
  }

  /** Runs what should fail, and keeps what it failed with. @returns its code, or null */
  async captureError(where: string, work: () => Promise<unknown>): Promise<unknown> {
    try {
      this.recordValue(`${where}, answer`, await work());
      return null;
    } catch (error) {
      this.recordValue(where, error);
      return (error as { code?: unknown }).code;
    }
  }

  /**
   * The product's own log at its most talkative, and what it was handed before it left things out.
   */
  createLogger(): Logger {
    const log = createLogger('debug', 'test', { write: (line) => this.record('log', line) });
    return new Proxy(log, {
      get: (target, key) => {
        const value = Reflect.get(target, key);
        if (!LEVELS.has(key)) return value;
        return (...args: unknown[]) => {
          for (const each of args) this.#recordLogArgument(each);
          return (value as (...args: unknown[]) => void).apply(target, args);
        };
      },
    });
  }

  #recordLogArgument(argument: unknown): void {
    this.recordValue('handed to the log', argument);
    const { err, error } = (argument ?? {}) as { err?: unknown; error?: unknown };
    for (const each of [err, error]) if (each) this.recordValue('error in an adapter', each);
  }

  /** Keeps what libraries print by themselves. @returns how to stop */
  captureStandardOutput(): () => void {
    const streams = [process.stdout, process.stderr];
    const writes = streams.map((stream) => stream.write);
    for (const stream of streams) {
      const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
      stream.write = ((chunk: unknown, ...rest: unknown[]) => {
        this.record('standard output', String(chunk));
        return write(chunk, ...rest);
      }) as typeof stream.write;
    }
    return () => {
      for (const [index, stream] of streams.entries()) stream.write = writes[index]!;
    };
  }

  /** As fetch; keeps what was answered. */
  createFetch(): typeof fetch {
    return async (input, init) => {
      const response = await fetch(input, init);
      const where = `HTTP ${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`;
      this.record(where, JSON.stringify([...response.headers]));
      this.record(where, await response.clone().text());
      return response;
    };
  }
}

function toJson(value: unknown): string {
  const seen = new WeakSet<object>();
  return (
    JSON.stringify(value, (_key, each) => {
      if (typeof each === 'bigint') return String(each);
      if (typeof each !== 'object' || each === null) return each;
      if (seen.has(each)) return '…';
      seen.add(each);
      return each;
    }) ?? ''
  );
}
