import type { CustomerDatabaseLimits } from '../limits.ts';
import { MessageSplitter } from './message-splitter.ts';
import { type ProtocolGuard, ResponseCounter } from './protocol-guard.ts';

/** Of the greeting and the log-in, bytes. */
const MAX_LOGIN_PACKET_BYTES = 4 * 1024;
/** Longer ones are continued in the next packet; no answer of ours is so long. */
const MAX_PACKET_BYTES = 0xff_ff_ff - 1;
/** An OK packet has 21 bytes up to and with its status. */
const INSPECT_BYTES = 21;

const OK = 0x00;
const MORE_DATA = 0x01;
const INFILE = 0xfb;
const SWITCH_OR_EOF = 0xfe;
const ERROR = 0xff;
/** An EOF packet is shorter than a row that begins with the same byte. */
const MAX_EOF_BYTES = 8;
/**
 * caching_sha2_password: logged in, or the password is to be sent (through TLS). No keys are asked
 * for.
 */
const FAST_OR_FULL = new Set([3, 4]);
/** After the greeting's method, and once more after another one was chosen. */
const MAX_MORE_DATA = 2;
const MORE_RESULTS = 8;

type State = 'greeting' | 'encrypting' | 'login' | 'header' | 'columns' | 'columns-end' | 'rows';

/**
 * The order in which MySQL may send its packets: one greeting, at most one switch to another method
 * to log in, then one result for each statement that was sent. mysql2 itself accepts any number of
 * them.
 */
export class MysqlGuard implements ProtocolGuard {
  #splitter: MessageSplitter;
  #responses: ResponseCounter;
  #state: State = 'greeting';
  #bodyBytes = 0;
  #switches = 0;
  #moreData = 0;
  /** Column definitions that are still to come. */
  #columns = 0;

  constructor(limits: CustomerDatabaseLimits) {
    this.#responses = new ResponseCounter(limits);
    this.#splitter = new MessageSplitter({
      headerBytes: 4,
      parseHeader: (header) => this.#header(header),
      inspectMessage: (start) => this.#packet(start),
    });
  }

  /** Nothing may come in the clear behind the greeting: the driver would take it for encrypted. */
  accept(chunk: Buffer): boolean {
    return (
      this.#splitter.accept(chunk) && (this.#state !== 'encrypting' || this.#splitter.isAtBoundary)
    );
  }

  /** What comes from now on was decrypted. */
  markEncrypted(): void {
    this.#state = 'login';
  }

  startStatement(kind: { stream: boolean }): void {
    this.#responses.startStatement(kind);
  }

  resetResponse(): void {
    this.#responses.reset();
  }

  #header(header: Buffer): { bodyBytes: number; inspectBytes: number } | null {
    this.#bodyBytes = header.readUIntLE(0, 3);
    const isLogin = this.#state === 'greeting' || this.#state === 'login';
    if (
      this.#state === 'encrypting' ||
      this.#bodyBytes > (isLogin ? MAX_LOGIN_PACKET_BYTES : MAX_PACKET_BYTES)
    )
      return null;
    return { bodyBytes: this.#bodyBytes, inspectBytes: INSPECT_BYTES };
  }

  #packet(body: Buffer): boolean {
    const [marker = OK] = body;
    if (this.#state === 'greeting') {
      this.#state = 'encrypting';
      return true;
    }
    if (marker === ERROR) return this.#errorPacket();
    if (this.#state === 'login') return this.#login(marker, body);
    if (!this.#responses.isPending) return false;
    return this.#responsePacket(marker, body);
  }

  /** An error without a statement is the connection's last packet. */
  #errorPacket(): boolean {
    if (this.#state === 'login') return true;
    this.#state = 'header';
    return this.#responses.finishResponse();
  }

  #login(marker: number, body: Buffer): boolean {
    if (marker === OK) {
      this.#state = 'header';
      return true;
    }
    if (marker === SWITCH_OR_EOF) {
      this.#switches += 1;
      return this.#switches === 1;
    }
    this.#moreData += 1;
    return (
      marker === MORE_DATA &&
      this.#moreData <= MAX_MORE_DATA &&
      this.#bodyBytes === 2 &&
      FAST_OR_FULL.has(body[1] ?? 0)
    );
  }

  #responsePacket(marker: number, body: Buffer): boolean {
    const isEof = marker === SWITCH_OR_EOF && this.#bodyBytes <= MAX_EOF_BYTES;
    switch (this.#state) {
      case 'header':
        return this.#resultHeader(marker, body);
      case 'columns':
        this.#columns -= 1;
        if (this.#columns === 0) this.#state = 'columns-end';
        return true;
      case 'columns-end':
        this.#state = 'rows';
        return isEof;
      default:
        if (!isEof) return this.#responses.countRow();
        return this.#finishResult(body, 3);
    }
  }

  #resultHeader(marker: number, body: Buffer): boolean {
    if (marker === OK) {
      const insertIdOffset = skipLengthEncodedNumber(body, 1);
      const statusOffset =
        insertIdOffset === null ? null : skipLengthEncodedNumber(body, insertIdOffset);
      return statusOffset !== null && this.#finishResult(body, statusOffset);
    }
    const columns = marker === 0xfc && body.length >= 3 ? body.readUInt16LE(1) : marker;
    if (marker > 0xfc || marker === INFILE || !this.#responses.allowsColumns(columns)) return false;
    this.#columns = columns;
    this.#state = 'columns';
    return true;
  }

  /** We send one statement at a time, and call nothing that has several results. */
  #finishResult(body: Buffer, statusAt: number): boolean {
    if (body.length < statusAt + 2 || (body.readUInt16LE(statusAt) & MORE_RESULTS) !== 0)
      return false;
    this.#state = 'header';
    return this.#responses.finishResponse();
  }
}

/** @returns the place behind a length-encoded number; null: it is none */
function skipLengthEncodedNumber(body: Buffer, offset: number): number | null {
  const marker = body[offset];
  if (marker === undefined || marker === INFILE || marker === ERROR) return null;
  const lengthBytes = { 252: 2, 253: 3, 254: 8 }[marker] ?? 0;
  return offset + 1 + lengthBytes;
}
