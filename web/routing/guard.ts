import type { Feature } from '../../domain/plans/plans.ts';

/** Who may enter. In a guild an admin may what staff may, and staff what a member may. */
export type RequiredAccess = 'public' | 'viewer' | 'operator' | 'member' | 'staff' | 'admin';

/** What a route declared, kept on the function that was made from it. */
export interface RouteGuard {
  kind: 'loader' | 'action';
  access: RequiredAccess;
  feature: Feature | null;
  /** Acts that a form can ask for, by name. */
  intents: readonly string[];
  /** What a form of it may weigh when that is more than usual; the server refuses what is larger. */
  maxBodyBytes?: number;
}

/** Across module copies, so that a test can find it in the server build. */
export const GUARD: unique symbol = Symbol.for('vektra.web.guard') as never;

/** Marks a loader or action as made by the builder. A test refuses every one that is not. */
export const attachGuard = <F extends (...args: never[]) => unknown>(
  guard: RouteGuard,
  run: F,
): F => Object.assign(run, { [GUARD]: guard });
