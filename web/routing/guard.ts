import type { Feature } from '../../domain/plans/plans.ts';

/** Required access. In a guild, admins have staff access, and staff have member access. */
export type RequiredAccess = 'public' | 'viewer' | 'operator' | 'member' | 'staff' | 'admin';

/** A route's declaration, attached to its loader or action. */
export interface RouteGuard {
  kind: 'loader' | 'action';
  access: RequiredAccess;
  feature: Feature | null;
  /** Names of the intents that a form can submit. */
  intents: readonly string[];
  /** Maximum body size in bytes, if larger than the default; the server rejects larger ones. */
  maxBodyBytes?: number;
}

/** Across module copies, so that a test can find it in the server build. */
export const GUARD: unique symbol = Symbol.for('vektra.web.guard') as never;

/** Marks a loader or action as made by the builder. A test refuses every one that is not. */
export const attachGuard = <F extends (...args: never[]) => unknown>(
  guard: RouteGuard,
  run: F,
): F => Object.assign(run, { [GUARD]: guard });
