import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CustomerDatabaseError } from '../errors.ts';
import type { CustomerDatabaseLimits } from '../limits.ts';
import type { ConnectionTestStep, CustomerDatabaseCode, PresentedCertificate } from '../types.ts';
import type { ProtocolGuard } from './protocol-guard.ts';

/**
 * How much longer than the server we wait for a statement, ms: the server's own time-out comes
 * first.
 */
const STATEMENT_GRACE_MS = 1_500;

/**
 * One connection's socket, and the verdict on whoever is at its other end. Whatever a server does,
 * or fails to do, ends here: too late, too much, or an answer that breaks its driver closes the
 * socket.
 */
export class GuardedSocket {
  readonly socket = new Socket();
  /** How far it has come. */
  step: ConnectionTestStep | null = 'address';
  #stream: Duplex = this.socket;
  #limits: Pick<CustomerDatabaseLimits, 'statementMs' | 'maxResponseBytes'>;
  #failure: CustomerDatabaseError | null = null;
  #timeout: NodeJS.Timeout | undefined;
  /**
   * Statements under way, in their order; true: a stream, which keeps nothing that it was given.
   */
  #pendingStatements: boolean[] = [];
  #responseBytes = 0;
  /** Looks at what comes in before the driver does; null: nothing is looked at yet. */
  guard: ProtocolGuard | null = null;

  constructor(limits: Pick<CustomerDatabaseLimits, 'statementMs' | 'maxResponseBytes'>) {
    this.#limits = limits;
    this.socket.setNoDelay(true).setKeepAlive(true, 30_000);
    this.socket.on('error', () => {});
    this.socket.once('close', () => clearTimeout(this.#timeout));
    this.#interceptData(this.socket);
  }

  /** Why we closed it; null when we did not. */
  get failure(): CustomerDatabaseError | null {
    return this.#failure;
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
    this.#interceptData(stream);
  }

  /**
   * Ends the connection. The drivers' error is not the verdict itself: mysql2 writes on errors.
   * @param certificate the one that is refused
   */
  fail(
    code: CustomerDatabaseCode,
    certificate: PresentedCertificate | null = null,
  ): CustomerDatabaseError {
    this.#failure ??= new CustomerDatabaseError(code, { step: this.step, certificate });
    this.#stream.destroy(new Error('ended'));
    this.socket.destroy(new Error('ended'));
    return this.#failure;
  }

  /** Everything up to `ready` must have happened within `ms`. */
  startHandshakeTimeout(ms: number): void {
    this.#restartTimeout(ms);
  }

  /** Logged in: from here on each statement has its own time. */
  finishHandshake(): void {
    this.step = null;
    clearTimeout(this.#timeout);
    this.#responseBytes = 0;
  }

  /** A statement goes out. */
  startStatement(kind: { stream: boolean }): void {
    this.guard?.startStatement(kind);
    this.#pendingStatements.push(kind.stream);
    if (this.#pendingStatements.length === 1) this.#startStatementTimeout();
  }

  /** Part of a stream's answer was handed on: size is counted from zero. */
  resetResponse(): void {
    if (!this.#pendingStatements[0]) return;
    this.#responseBytes = 0;
    this.guard?.resetResponse();
  }

  /** The first statement under way has its whole answer. */
  finishStatement(): void {
    this.#pendingStatements.shift();
    this.#responseBytes = 0;
    if (this.#pendingStatements.length === 0) clearTimeout(this.#timeout);
    else this.#startStatementTimeout();
  }

  #startStatementTimeout(): void {
    this.#responseBytes = 0;
    this.#restartTimeout(this.#limits.statementMs + STATEMENT_GRACE_MS);
  }

  #restartTimeout(ms: number): void {
    clearTimeout(this.#timeout);
    // A statement that is sent when the connection has ended fails by itself.
    if (this.#failure || this.socket.destroyed) return;
    this.#timeout = setTimeout(() => this.fail('TIMEOUT'), ms);
  }

  /**
   * Counts what comes in, and catches what drivers throw while they read it: a malformed message
   * would otherwise be an uncaught exception of the whole process.
   */
  #interceptData(stream: Duplex): void {
    const emit = stream.emit.bind(stream) as (
      event: string | symbol,
      ...args: unknown[]
    ) => boolean;
    stream.emit = (event: string | symbol, ...args: unknown[]): boolean => {
      if (event !== 'data') return emit(event, ...args);
      if (this.#failure) return false;
      const chunk = args[0] as Buffer;
      this.#responseBytes += chunk.length;
      try {
        if (
          this.#responseBytes <= this.#limits.maxResponseBytes &&
          (this.guard?.accept(chunk) ?? true)
        )
          return emit(event, chunk);
      } catch {
        // What it was does not matter: it came from what the server sent.
      }
      this.fail('PROTOCOL');
      return false;
    };
  }
}
