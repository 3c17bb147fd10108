import type { Deps } from '../deps.ts';
import { isVektraError, SignInAgainError } from '../errors/errors.ts';
import { type OperationLimiter, unlimitedOperationLimiter } from '../limits/operation-limiter.ts';
import type { BoundOperations, Operation, OperationDeclaration } from './types.ts';

/** Called when an operation has ended: `refused` with an expected error, `failed` with another. */
export type OperationObserver = (
  operation: OperationDeclaration,
  outcome: 'done' | 'refused' | 'failed',
  durationMs: number,
) => void;

export interface BindOptions {
  limiter?: OperationLimiter;
  observe?: OperationObserver;
}

/**
 * Binds declared operations to their dependencies. Bot, dashboard, worker and command line get the
 * same client; what is not declared cannot be called.
 */
export function bindFeatures<R extends object>(
  features: R,
  deps: Deps,
  { limiter = unlimitedOperationLimiter, observe = () => {} }: BindOptions = {},
): BoundOperations<R> {
  const bind =
    (operation: Operation<unknown, unknown, unknown>) =>
    async (caller: unknown, input: unknown): Promise<unknown> => {
      const startedAt = performance.now();
      const end = (outcome: Parameters<OperationObserver>[1]) =>
        observe(operation, outcome, performance.now() - startedAt);
      try {
        if (operation.limit)
          await limiter.consume(
            operation.limit,
            caller as Parameters<OperationLimiter['consume']>[1],
          );
        const result = await operation.run(deps, caller, input);
        end('done');
        return result;
      } catch (error) {
        end(isVektraError(error) || error instanceof SignInAgainError ? 'refused' : 'failed');
        throw error;
      }
    };
  const bindFeature = (feature: object) =>
    Object.fromEntries(
      Object.entries(feature)
        .filter(([, value]) => isOperation(value))
        .map(([name, operation]) => [name, bind(operation)]),
    );
  return Object.fromEntries(
    Object.entries(features).map(([name, feature]) => [name, bindFeature(feature)]),
  ) as BoundOperations<R>;
}

export const isOperation = (value: unknown): value is Operation<unknown, unknown, unknown> =>
  typeof value === 'object' && value !== null && 'access' in value && 'run' in value;

/** A feature's operations for one caller: the caller's argument is left out. */
export type CallerBound<F> = {
  [K in keyof F]: F[K] extends (caller: never, ...rest: infer A) => infer R
    ? (...rest: A) => R
    : never;
};

/**
 * Binds a feature's operations to a caller.
 * @param getCaller asked at each call; throws for somebody who may not call any of them
 */
export function bindCaller<F extends object>(feature: F, getCaller: () => unknown): CallerBound<F> {
  return Object.fromEntries(
    Object.entries(feature).map(([name, operation]) => [
      name,
      async (input: unknown) => operation(getCaller(), input),
    ]),
  ) as CallerBound<F>;
}
