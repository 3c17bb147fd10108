import type { Feature } from '../../domain/plans/plans.ts';

/** Who may pass. `member` is anybody whom Discord knows in the guild. */
export type Need = 'public' | 'viewer' | 'member' | 'staff' | 'admin';

/** What a loader or an action demands, as data. */
export interface Guard {
  needs: Need;
  feature?: Feature;
  intents?: readonly string[];
}

/**
 * Where the guard stands on each function that the builder makes. `Symbol.for`: the bundle has its own
 * copy of this module, and the test that reads the guards another.
 */
export const GUARD: unique symbol = Symbol.for('vektra.guard') as never;

export type Guarded<F> = F & { readonly [GUARD]: Guard };

export function guarded<F extends object>(guard: Guard, fn: F): Guarded<F> {
  return Object.assign(fn, { [GUARD]: Object.freeze(guard) }) as Guarded<F>;
}
