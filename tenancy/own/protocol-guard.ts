import type { OwnLimits } from './limits.ts';

/** Checks the order, number and size of what a server sends, before its driver parses it. */
export interface ProtocolGuard {
  /** @returns false: the driver must not see this chunk, and the connection ends */
  accepts(chunk: Buffer): boolean;
  /** A statement is sent; without one no answer is accepted. */
  began(kind: { stream: boolean }): void;
  /** Part of a stream's answer was handed on: rows and messages are counted anew. */
  progress(): void;
}

type AnswerLimits = Pick<
  OwnLimits,
  'answerRows' | 'answerColumns' | 'answerMessages' | 'idleMessages'
>;

/** Counts rows and messages per answer, and the answers that are still to come. */
export class AnswerCounter {
  #limits: AnswerLimits;
  /** Statements without a complete answer, in their order; true: a stream. */
  #pending: boolean[] = [];
  #rows = 0;
  #messages = 0;

  constructor(limits: AnswerLimits) {
    this.#limits = limits;
  }

  get isPending(): boolean {
    return this.#pending.length > 0;
  }

  get isStream(): boolean {
    return this.#pending[0] === true;
  }

  began({ stream }: { stream: boolean }): void {
    if (!this.isPending) this.reset();
    this.#pending.push(stream);
  }

  /** An answer is complete. @returns false: none was pending */
  ended(): boolean {
    this.reset();
    return this.#pending.shift() !== undefined;
  }

  reset(): void {
    this.#rows = 0;
    this.#messages = 0;
  }

  /** @returns false: too many */
  row(): boolean {
    this.#rows += 1;
    return this.#rows <= this.#limits.answerRows;
  }

  /** A message that is no row. @returns false: too many */
  message(): boolean {
    const { answerMessages, idleMessages } = this.#limits;
    this.#messages += 1;
    return this.#messages <= (this.isPending ? answerMessages : idleMessages);
  }

  allowsColumns(columns: number): boolean {
    return columns >= 0 && columns <= this.#limits.answerColumns;
  }
}
