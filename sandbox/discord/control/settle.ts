import type { Core } from '../core.ts';
import type { OpenInteraction } from '../interactions/open.ts';
import { InvalidInput } from '../interactions/option-values.ts';
import { failed, type Outcome } from '../interactions/outcome.ts';

export interface SettleWish {
  /** Wait for the final answer of what was deferred. */
  settle?: boolean | undefined;
  settleMs?: number | undefined;
}

const SETTLE_MS = 10_000;

/** Runs something a person does and waits for what they see. */
export async function outcomeOf(
  core: Core,
  wish: SettleWish,
  begin: () => OpenInteraction,
): Promise<Outcome> {
  let opened: OpenInteraction;
  try {
    opened = begin();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return {
      kind: 'error',
      interactionId: null,
      code: 'INVALID_INPUT',
      message: error.message,
      field: error.field,
    };
  }
  core.changed();
  const first = await opened.first;
  if (!wish.settle || first.kind !== 'deferred') return first;
  const late = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => late.resolve(first), wish.settleMs ?? SETTLE_MS);
  try {
    return await Promise.race([opened.settled, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export function refused(code: string, message: string): Outcome {
  return failed(code, message);
}
