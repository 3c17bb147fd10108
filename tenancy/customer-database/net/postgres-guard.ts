import type { CustomerDatabaseLimits } from '../limits.ts';
import { MessageSplitter } from './message-splitter.ts';
import { type ProtocolGuard, ResponseCounter } from './protocol-guard.ts';

/** An error or a notice that is longer is none. */
const MAX_REPORT_BYTES = 64 * 1024;
/** Of the log-in, bytes: lists of mechanisms and settings are far shorter. */
const MAX_LOGIN_MESSAGE_BYTES = 16 * 1024;
/** Of a whole log-in: about 15 settings, a few notices of a pooler. */
const MAX_LOGIN_MESSAGES = 200;

/** The state of the log-in; no state comes twice. */
type LoginState = 'asked' | 'sasl' | 'proof' | 'proven' | 'authenticated';

/** By the code of an authentication message: where it may come, and what it leads to. */
const AUTHENTICATION = new Map<number, { after: (LoginState | null)[]; to: LoginState }>([
  [0, { after: [null, 'asked', 'proven'], to: 'authenticated' }],
  [3, { after: [null], to: 'asked' }],
  [5, { after: [null], to: 'asked' }],
  [10, { after: [null], to: 'sasl' }],
  [11, { after: ['sasl'], to: 'proof' }],
  [12, { after: ['proof'], to: 'proven' }],
]);

/** Messages that may come at any time: settings, notices, notifications. */
const ASYNCHRONOUS_TYPES = 'SNA';
/** Those of an answer. An error without a statement is the connection's last message. */
const RESPONSE_TYPES = 'TCIDEZ123nstdcGH';
/** Where a body begins with a number of columns or parameters, or has it behind one byte. */
const COLUMN_COUNT_OFFSETS: Record<string, number> = { T: 0, D: 0, t: 0, G: 1, H: 1 };

/**
 * The order in which Postgres may send its messages. Each authentication request is accepted once,
 * so a server cannot have more than one proof calculated or more than one password sent; pg itself
 * answers any number of them. An answer is accepted only for a statement that was sent.
 *
 * Errors and notices are checked to be complete: pg looks for the end of their fields beyond their
 * length, and never returns where there is none.
 */
export class PostgresGuard implements ProtocolGuard {
  #splitter: MessageSplitter;
  #responses: ResponseCounter;
  #login: LoginState | 'ready' | null = null;
  #loginMessages = 0;
  #type = '';

  constructor(limits: CustomerDatabaseLimits) {
    this.#responses = new ResponseCounter(limits);
    this.#splitter = new MessageSplitter({
      headerBytes: 5,
      parseHeader: (header) => this.#header(header),
      inspectMessage: (start) => this.#message(start),
    });
  }

  accept(chunk: Buffer): boolean {
    return this.#splitter.accept(chunk);
  }

  startStatement(kind: { stream: boolean }): void {
    this.#responses.startStatement(kind);
  }

  resetResponse(): void {
    this.#responses.reset();
  }

  #header(header: Buffer): { bodyBytes: number; inspectBytes: number } | null {
    this.#type = header.toString('latin1', 0, 1);
    const bodyBytes = header.readInt32BE(1) - 4;
    const isReport = this.#type === 'E' || this.#type === 'N';
    const max = isReport
      ? MAX_REPORT_BYTES
      : this.#login === 'ready'
        ? Number.POSITIVE_INFINITY
        : MAX_LOGIN_MESSAGE_BYTES;
    if (bodyBytes > max || !this.#isExpected()) return null;
    // Of others: the code of an authentication, the number of columns.
    return { bodyBytes, inspectBytes: isReport ? bodyBytes : 4 };
  }

  #isExpected(): boolean {
    if (this.#login !== 'ready') {
      this.#loginMessages += 1;
      if (this.#loginMessages > MAX_LOGIN_MESSAGES) return false;
      const isAuthenticated = this.#login === 'authenticated';
      return (isAuthenticated ? 'SKZEN' : 'REN').includes(this.#type);
    }
    if (ASYNCHRONOUS_TYPES.includes(this.#type)) return this.#responses.countMessage();
    if (!this.#responses.isPending || !RESPONSE_TYPES.includes(this.#type)) return false;
    // The line counts the bytes of what pg has not handed on.
    if (this.#type === 'd' && this.#responses.isStream) return true;
    return this.#type === 'D' ? this.#responses.countRow() : this.#responses.countMessage();
  }

  #message(body: Buffer): boolean {
    switch (this.#type) {
      case 'R':
        return this.#authentication(body);
      case 'E':
      case 'N':
        return isCompleteReport(body);
      case 'Z':
        return this.#ready();
      default:
        return this.#columns(body);
    }
  }

  #columns(start: Buffer): boolean {
    const at = COLUMN_COUNT_OFFSETS[this.#type];
    if (at === undefined) return true;
    return start.length >= at + 2 && this.#responses.allowsColumns(start.readInt16BE(at));
  }

  #authentication(body: Buffer): boolean {
    const step = body.length === 4 ? AUTHENTICATION.get(body.readInt32BE(0)) : undefined;
    if (!step?.after.includes(this.#login as LoginState | null)) return false;
    this.#login = step.to;
    return true;
  }

  #ready(): boolean {
    if (this.#login === 'ready') return this.#responses.finishResponse();
    this.#login = 'ready';
    return true;
  }
}

/** Fields of a letter and a text that ends in NUL, then one NUL. */
function isCompleteReport(body: Buffer): boolean {
  let at = 0;
  while (at < body.length && body[at] !== 0) {
    const end = body.indexOf(0, at + 1);
    if (end === -1) return false;
    at = end + 1;
  }
  return at === body.length - 1;
}
