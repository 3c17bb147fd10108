/** What a protocol says about its messages. */
export interface MessageRules {
  headerBytes: number;
  /**
   * A header is complete.
   * @returns the length of the body, and how many of its first bytes `message` inspects; null: the
   *   message is refused
   */
  parseHeader(header: Buffer): { bodyBytes: number; inspectBytes: number } | null;
  /**
   * The bytes to inspect have come.
   * @param start of the body; the whole body where it is shorter than `inspectBytes`
   * @returns false: the message is refused
   */
  inspectMessage(start: Buffer): boolean;
}

/** Splits a stream into messages, and keeps only what is inspected of them. */
export class MessageSplitter {
  #rules: MessageRules;
  #header: Buffer = Buffer.alloc(0);
  #isInBody = false;
  /** Bytes of the current body that are still to come, and those of them to inspect. */
  #bodyLeft = 0;
  #inspectLeft = 0;
  #inspected: Buffer[] = [];

  constructor(rules: MessageRules) {
    this.#rules = rules;
  }

  /** Whether no message is incomplete. */
  get isAtBoundary(): boolean {
    return !this.#isInBody && this.#header.length === 0;
  }

  /** @returns false: a message in it is refused */
  accept(chunk: Buffer): boolean {
    let offset = 0;
    while (offset < chunk.length) {
      if (!this.#isInBody) {
        const part = chunk.subarray(offset, offset + this.#rules.headerBytes - this.#header.length);
        this.#header = this.#header.length === 0 ? part : Buffer.concat([this.#header, part]);
        offset += part.length;
        if (this.#header.length < this.#rules.headerBytes) return true;
        if (!this.#beginBody()) return false;
      }
      const part = chunk.subarray(offset, offset + this.#bodyLeft);
      offset += part.length;
      if (!this.#takeBody(part)) return false;
    }
    return true;
  }

  #beginBody(): boolean {
    const parsedHeader = this.#rules.parseHeader(this.#header);
    this.#header = Buffer.alloc(0);
    if (!parsedHeader || parsedHeader.bodyBytes < 0) return false;
    this.#bodyLeft = parsedHeader.bodyBytes;
    this.#isInBody = this.#bodyLeft > 0;
    this.#inspectLeft = Math.min(parsedHeader.inspectBytes, parsedHeader.bodyBytes);
    return this.#inspectLeft > 0 || this.#rules.inspectMessage(Buffer.alloc(0));
  }

  #takeBody(part: Buffer): boolean {
    if (part.length === 0) return true;
    this.#bodyLeft -= part.length;
    this.#isInBody = this.#bodyLeft > 0;
    if (this.#inspectLeft === 0) return true;
    const inspectedPart = part.subarray(0, this.#inspectLeft);
    this.#inspectLeft -= inspectedPart.length;
    this.#inspected.push(inspectedPart);
    if (this.#inspectLeft > 0) return true;
    const [first] = this.#inspected;
    const start = this.#inspected.length === 1 && first ? first : Buffer.concat(this.#inspected);
    this.#inspected = [];
    return this.#rules.inspectMessage(start);
  }
}
