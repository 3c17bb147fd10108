import type { Core } from '../core.ts';
import type { OpenInteraction } from '../interactions/open-interaction.ts';
import { InvalidInput } from '../interactions/option-values.ts';
import { createErrorOutcome, type Outcome } from '../interactions/outcome.ts';

export interface SettleOptions {
  /** Wait for the final answer of what was deferred. */
  settle?: boolean | undefined;
  settleMs?: number | undefined;
}

const DEFAULT_SETTLE_MS = 10_000;

/** Runs something a person does and waits for what they see. */
export async function waitForOutcome(
  core: Core,
  options: SettleOptions,
  start: () => OpenInteraction,
): Promise<Outcome> {
  let interaction: OpenInteraction;
  try {
    interaction = start();
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
  core.markChanged();
  const first = await interaction.firstOutcome;
  if (!options.settle || first.kind !== 'deferred') return first;
  const timedOut = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => timedOut.resolve(first), options.settleMs ?? DEFAULT_SETTLE_MS);
  try {
    return await Promise.race([interaction.finalOutcome, timedOut.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export function rejected(code: string, message: string): Outcome {
  return createErrorOutcome(code, message);
}
