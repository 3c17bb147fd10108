import type { ClientActionFunctionArgs } from '@remix-run/react';
import { OFFLINE } from '../errors/problem.ts';
import type { AnyOutcome } from './outcome.ts';

/**
 * In the browser: on a network error the form keeps its values and shows the error. Redirects pass
 * through.
 */
export async function preserveFormOnNetworkError({
  serverAction,
}: ClientActionFunctionArgs): Promise<AnyOutcome> {
  try {
    return await serverAction<AnyOutcome>();
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, intent: '', problem: OFFLINE };
    throw error;
  }
}
