import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { OwnDatabaseError } from './errors.ts';
import type { OwnLimits } from './limits.ts';
import type { ProtocolGuard } from './protocol-guard.ts';
import type { OwnDatabaseCode, OwnTestStep } from './types.ts';

/** How much longer than the server we wait for a statement, ms: the server's own time-out comes first. */
const GRACE_MS = 1_500;

/**
 * One connection's socket, and the verdict on whoever is at its other end. Whatever a server does, or
 * fails to do, ends here: too late, too much, or an answer that breaks its driver closes the socket.
 */
export class Line {
  readonly socket = new Socket();
  /** How far it has come. */
  step: OwnTestStep | null = 'address';
  #stream: Duplex = this.socket;
  #limits: Pick<OwnLimits, 'statementMs' | 'answerBytes'>;
  #verdict: OwnDatabaseError | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** Statements under way, in their order; true: a stream, which keeps nothing that it was given. */
  #open: boolean[] = [];
  #bytes = 0;
  /** Looks at what comes in before the driver does; null: nothing is looked at yet. */
  guard: ProtocolGuard | null = null;

  constructor(limits: Pick<OwnLimits, 'statementMs' | 'answerBytes'>) {
    this.#limits = limits;
    this.socket.setNoDelay(true).setKeepAlive(true, 30_000);
    this.socket.on('error', () => {});
    this.socket.once('close', () => clearTimeout(this.#timer));
    this.#guard(this.socket);
  }

  /** Why we closed it; null when we did not. */
  get verdict(): OwnDatabaseError | null {
    return this.#verdict;
  }

  /** The TLS stream that the driver reads from now on. */
  get stream(): Duplex {
    return this.#stream;
  }

  set stream(stream: Duplex) {
    this.#stream = stream;
    stream.on('error', () => {});
    // The two close together, so that the plain socket's end is the connection's end.
    stream.once('close', () => this.socket.destroy());
    this.#guard(stream);
  }

  /** Ends the connection. The drivers' error is not the verdict itself: mysql2 writes on errors. */
  fail(code: OwnDatabaseCode): OwnDatabaseError {
    this.#verdict ??= new OwnDatabaseError(code, { step: this.step });
    this.#stream.destroy(new Error('ended'));
    this.socket.destroy(new Error('ended'));
    return this.#verdict;
  }

  /** Everything up to `ready` must have happened within `ms`. */
  handshakeWithin(ms: number): void {
    this.#wait(ms);
  }

  /** Logged in: from here on each statement has its own time. */
  ready(): void {
    this.step = null;
    clearTimeout(this.#timer);
    this.#bytes = 0;
  }

  /** A statement goes out. */
  began(kind: { stream: boolean }): void {
    this.guard?.began(kind);
    this.#open.push(kind.stream);
    if (this.#open.length === 1) this.#next();
  }

  /** Part of a stream's answer was handed on: size counts anew. */
  progress(): void {
    if (!this.#open[0]) return;
    this.#bytes = 0;
    this.guard?.progress();
  }

  /** The first statement under way has its whole answer. */
  ended(): void {
    this.#open.shift();
    this.#bytes = 0;
    if (this.#open.length === 0) clearTimeout(this.#timer);
    else this.#next();
  }

  #next(): void {
    this.#bytes = 0;
    this.#wait(this.#limits.statementMs + GRACE_MS);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    // A statement that is sent when the connection has ended fails by itself.
    if (this.#verdict || this.socket.destroyed) return;
    this.#timer = setTimeout(() => this.fail('TIMEOUT'), ms);
  }

  /**
   * Counts what comes in, and catches what drivers throw while they read it: a malformed message
   * would otherwise be an uncaught exception of the whole process.
   */
  #guard(stream: Duplex): void {
    const emit = stream.emit.bind(stream) as (
      event: string | symbol,
      ...args: unknown[]
    ) => boolean;
    stream.emit = (event: string | symbol, ...args: unknown[]): boolean => {
      if (event !== 'data') return emit(event, ...args);
      if (this.#verdict) return false;
      const chunk = args[0] as Buffer;
      this.#bytes += chunk.length;
      try {
        if (this.#bytes <= this.#limits.answerBytes && (this.guard?.accepts(chunk) ?? true))
          return emit(event, chunk);
      } catch {
        // What it was does not matter: it came from what the server sent.
      }
      this.fail('PROTOCOL');
      return false;
    };
  }
}
