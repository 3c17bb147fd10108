import type { Fault, FaultPlan, Mode } from './faults.ts';
import type { OperationName } from './types.ts';

/** One line of the request log: no header, no body. */
export interface LoggedRequest {
  operation: OperationName | null;
  method: string;
  path: string;
  /** 0 when the connection broke before an answer. */
  status: number;
}

/** Switches for tests and demos; none of them exists over HTTP. */
export interface S3Control {
  /**
   * - `away`: closes each connection without an answer.
   * - `slow`: waits before each answer and before each 16 KiB of an object.
   * - `full`: refuses what needs space with 507.
   * - `read_only`: refuses what changes something with 405.
   * - `denied`: refuses everything with 403.
   * @param options.delayMs of `slow`, 1,000 ms unless told
   */
  setMode(mode: Mode, options?: { delayMs?: number }): void;
  /**
   * Refuses an operation. A status of 200 answers with an error document all the same, as S3 can
   * when it completes an upload.
   * @param fault.times once unless told
   * @param fault.isEarly answers before the body was sent, and closes the connection
   */
  fail(fault: {
    operation: OperationName;
    status: number;
    code: string;
    times?: number;
    isEarly?: boolean;
  }): void;
  /**
   * Closes the connection, or says nothing more, once so many bytes of the body were received (of
   * an upload) or sent (of an object).
   */
  interrupt(fault: {
    operation: OperationName;
    how: 'cut' | 'stall';
    afterBytes: number;
    times?: number;
  }): void;
  /** Does what was asked for, and closes the connection instead of answering. */
  loseResponse(fault: { operation: OperationName; times?: number }): void;
  /** Answers a request for a range with the whole object, as some servers do. */
  ignoreRange(times?: number): void;
  /** How often an operation was asked for. */
  count(operation: OperationName): number;
  /** The last 10,000 requests. */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  /** Ends all faults and the mode. */
  reset(): void;
}

/** Builds the switches. */
export function createControl(plan: FaultPlan, requests: LoggedRequest[]): S3Control {
  const add = (fault: Fault) => void plan.faults.push(fault);
  return {
    setMode: (mode, { delayMs = 1_000 } = {}) => {
      plan.mode = mode;
      plan.delayMs = delayMs;
    },
    fail: ({ times = 1, isEarly = false, ...fault }) =>
      add({ kind: 'fail', times, isEarly, ...fault }),
    interrupt: ({ times = 1, ...fault }) => add({ kind: 'interrupt', times, ...fault }),
    loseResponse: ({ times = 1, ...fault }) => add({ kind: 'lose_response', times, ...fault }),
    ignoreRange: (times = 1) => add({ kind: 'ignore_range', times, operation: 'GetObject' }),
    count: (operation) => requests.filter((request) => request.operation === operation).length,
    requests,
    clearRequests: () => {
      requests.length = 0;
    },
    reset: () => {
      plan.mode = 'up';
      plan.faults.length = 0;
    },
  };
}
