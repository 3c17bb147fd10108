import { inspect } from 'node:util';
import { createLog, type Logger } from '../../server/log.ts';

const LEVELS: ReadonlySet<PropertyKey> = new Set([
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
]);

/** Everything that was written or sent, by where. */
export class Heard {
  readonly texts: [where: string, text: string][] = [];

  note(where: string, text: string): void {
    this.texts.push([where, text]);
  }

  /** As a crash, a debugger or a careless log line would show it: whatever hangs on it, hidden or not. */
  noteValue(where: string, value: unknown): void {
    this.note(
      `${where}, inspected`,
      inspect(value, { depth: 12, showHidden: true, getters: true }),
    );
    this.note(`${where}, as JSON`, asJson(value));
    if (value instanceof Error) {
      this.note(`${where}, as text`, `${value}\n${value.stack}`);
      if (value.cause) this.noteValue(`${where}, cause`, value.cause);
    }
  }

  /** Runs what should fail, and keeps what it failed with. @returns its code, or null */
  async failure(where: string, work: () => Promise<unknown>): Promise<unknown> {
    try {
      this.noteValue(`${where}, answer`, await work());
      return null;
    } catch (error) {
      this.noteValue(where, error);
      return (error as { code?: unknown }).code;
    }
  }

  /** The product's own log at its most talkative, and what it was handed before it left things out. */
  log(): Logger {
    const log = createLog('debug', 'test', { write: (line) => this.note('log', line) });
    return new Proxy(log, {
      get: (target, key) => {
        const value = Reflect.get(target, key);
        if (!LEVELS.has(key)) return value;
        return (...said: unknown[]) => {
          for (const each of said) this.#noteHanded(each);
          return (value as (...args: unknown[]) => void).apply(target, said);
        };
      },
    });
  }

  #noteHanded(facts: unknown): void {
    this.noteValue('handed to the log', facts);
    const { err, error } = (facts ?? {}) as { err?: unknown; error?: unknown };
    for (const each of [err, error]) if (each) this.noteValue('error in an adapter', each);
  }

  /** Keeps what libraries print by themselves. @returns how to stop */
  standardOutput(): () => void {
    const streams = [process.stdout, process.stderr];
    const writes = streams.map((stream) => stream.write);
    for (const stream of streams) {
      const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
      stream.write = ((chunk: unknown, ...rest: unknown[]) => {
        this.note('standard output', String(chunk));
        return write(chunk, ...rest);
      }) as typeof stream.write;
    }
    return () => {
      for (const [index, stream] of streams.entries()) stream.write = writes[index]!;
    };
  }

  /** As fetch; keeps what was answered. */
  fetch(): typeof fetch {
    return async (input, init) => {
      const response = await fetch(input, init);
      const where = `HTTP ${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`;
      this.note(where, JSON.stringify([...response.headers]));
      this.note(where, await response.clone().text());
      return response;
    };
  }
}

function asJson(value: unknown): string {
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
