import { getHttpStatus, isProblem, type Problem } from '../errors/problem.ts';

/**
 * What a form of a page gets back.
 * @typeParam R what each intent's success carries, by the intent's name; `never` where it redirects
 * @typeParam K the intents that the form can send
 */
export type Outcome<R extends object, K extends keyof R = keyof R> =
  | { [I in K & string]: { ok: true; intent: I } & R[I] }[K & string]
  | FailedOutcome;

/** A refusal or a fault; the form keeps what was typed. */
export interface FailedOutcome {
  ok: false;
  /** Empty when it failed before the intent was read. */
  intent: string;
  problem: Problem;
  /** In the browser: the form's fields, when it was not handled and can be sent again. */
  unsentFields?: Record<string, string>;
}

/** An outcome of which only matters whether it succeeded. */
export type AnyOutcome = { ok: true; intent: string } | FailedOutcome;

/** The outcome of a form that was posted without script, if it was this form's. */
export const outcomeOf = <O extends { intent: string }, I extends string>(
  outcome: O | undefined,
  intent: I,
): Extract<O, { intent: I } | FailedOutcome> | undefined =>
  outcome?.intent === intent ? (outcome as Extract<O, { intent: I } | FailedOutcome>) : undefined;

export const isOutcome = (value: unknown): value is AnyOutcome =>
  typeof value === 'object' &&
  value !== null &&
  'ok' in value &&
  (value.ok === true || ('problem' in value && isProblem(value.problem)));

/**
 * Whether a form was not handled: Vektra, or what it needs, could not be reached, or nobody is
 * signed in.
 */
export const isUnsent = (value: unknown): value is FailedOutcome =>
  isOutcome(value) &&
  !value.ok &&
  (getHttpStatus(value.problem) >= 500 || value.problem.code === 'signed_out');
