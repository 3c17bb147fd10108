import type { CustomerDatabaseLimits } from '../limits.ts';

/** Checks the order, number and size of what a server sends, before its driver parses it. */
export interface ProtocolGuard {
  /** @returns false: the driver must not see this chunk, and the connection ends */
  accept(chunk: Buffer): boolean;
  /** A statement is sent; without one no answer is accepted. */
  startStatement(kind: { stream: boolean }): void;
  /** Part of a stream's answer was handed on: rows and messages are counted from zero. */
  resetResponse(): void;
}

type ResponseLimits = Pick<
  CustomerDatabaseLimits,
  'maxResponseRows' | 'maxResponseColumns' | 'maxResponseMessages' | 'maxIdleMessages'
>;

/** Counts rows and messages per answer, and the answers that are still to come. */
export class ResponseCounter {
  #limits: ResponseLimits;
  /** Statements without a complete answer, in their order; true: a stream. */
  #pending: boolean[] = [];
  #rows = 0;
  #messages = 0;

  constructor(limits: ResponseLimits) {
    this.#limits = limits;
  }

  get isPending(): boolean {
    return this.#pending.length > 0;
  }

  get isStream(): boolean {
    return this.#pending[0] === true;
  }

  startStatement({ stream }: { stream: boolean }): void {
    if (!this.isPending) this.reset();
    this.#pending.push(stream);
  }

  /** An answer is complete. @returns false: none was pending */
  finishResponse(): boolean {
    this.reset();
    return this.#pending.shift() !== undefined;
  }

  reset(): void {
    this.#rows = 0;
    this.#messages = 0;
  }

  /** @returns false: too many */
  countRow(): boolean {
    this.#rows += 1;
    return this.#rows <= this.#limits.maxResponseRows;
  }

  /** A message that is no row. @returns false: too many */
  countMessage(): boolean {
    const { maxResponseMessages, maxIdleMessages } = this.#limits;
    this.#messages += 1;
    return this.#messages <= (this.isPending ? maxResponseMessages : maxIdleMessages);
  }

  allowsColumns(columns: number): boolean {
    return columns >= 0 && columns <= this.#limits.maxResponseColumns;
  }
}
