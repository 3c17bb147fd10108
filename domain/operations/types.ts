import type { Deps } from '../deps.ts';
import type { LimitName } from '../limits/operation-limiter.ts';
import type { Feature } from '../plans/plans.ts';

/**
 * Who may run an operation. `member`: anybody in the guild. `staff` and `admin`: see
 * actors/policies.ts; an admin is staff. `operator`: whoever runs the deployment. `system`: only
 * our own processes.
 */
export type Access = 'member' | 'staff' | 'admin' | 'operator' | 'system';

/** What every operation declares. */
export interface OperationDeclaration {
  /**
   * `feature.name`. Recorded with idempotent requests and used as a metric label: it never changes.
   */
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly access: Access;
  /** What the guild's plan must include; null: no feature of a plan is needed. */
  readonly feature: Feature | null;
  /** How often a person and a guild may call it; null for what adapters call by themselves. */
  readonly limit: LimitName | null;
}

/**
 * A mutation or a query: it authorises, validates, and works in at most one transaction. It never
 * knows which front end called it.
 * @typeParam C the caller
 * @typeParam I the input before parsing; `undefined` for none
 * @typeParam O the result, which JSON can express
 */
export interface Operation<C, I, O> extends OperationDeclaration {
  /** @throws VektraError with a stable code; any other error is a fault */
  run(deps: Deps, caller: C, input: I): Promise<O>;
}

/** An operation without input takes one argument. */
type BoundOperation<C, I, O> = [I] extends [undefined]
  ? (caller: C) => Promise<O>
  : (caller: C, input: I) => Promise<O>;

type BoundFeature<F> = {
  [K in keyof F as F[K] extends OperationDeclaration ? K : never]: F[K] extends Operation<
    infer C,
    infer I,
    infer O
  >
    ? BoundOperation<C, I, O>
    : never;
};

/** A client for the operations of all features: `operations.review.decide(actor, input)`. */
export type BoundOperations<R> = { [F in keyof R]: BoundFeature<R[F]> };
