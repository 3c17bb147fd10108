const HEADER = 5;
/** An error or a notice that is longer is none. */
const MAX_REPORT = 64 * 1024;
const ERROR = 0x45;
const NOTICE = 0x4e;

/**
 * Looks at the frames of a Postgres stream before pg does. pg looks for the end of an error's fields
 * without regard to its length: one without an end is a loop without an end, in our whole process.
 */
export class PostgresFrames {
  #head = Buffer.alloc(0);
  /** Bytes of the present message's body that are still to come. */
  #left = 0;
  /** The body of a report, collected; null for other messages, which pass unseen. */
  #report: Buffer[] | null = null;

  /** @returns false: pg must not see this chunk */
  accepts(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const part = chunk.subarray(at, at + this.#left);
        this.#report?.push(part);
        this.#left -= part.length;
        at += part.length;
      } else {
        const part = chunk.subarray(at, at + HEADER - this.#head.length);
        this.#head = Buffer.concat([this.#head, part]);
        at += part.length;
        if (this.#head.length === HEADER && !this.#begin()) return false;
      }
      if (this.#left === 0 && this.#report && !this.#end()) return false;
    }
    return true;
  }

  #begin(): boolean {
    const [type] = this.#head;
    this.#left = this.#head.readInt32BE(1) - 4;
    this.#head = Buffer.alloc(0);
    const isReport = type === ERROR || type === NOTICE;
    this.#report = isReport ? [] : null;
    return this.#left >= 0 && !(isReport && this.#left > MAX_REPORT);
  }

  #end(): boolean {
    const whole = isReport(Buffer.concat(this.#report ?? []));
    this.#report = null;
    return whole;
  }
}

/** Fields of a letter and a text that ends in NUL, then one NUL. */
function isReport(body: Buffer): boolean {
  let at = 0;
  while (at < body.length && body[at] !== 0) {
    const end = body.indexOf(0, at + 1);
    if (end === -1) return false;
    at = end + 1;
  }
  return at === body.length - 1;
}
