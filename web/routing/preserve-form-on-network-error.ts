import type { ClientActionFunctionArgs } from '@remix-run/react';
import { OFFLINE } from '../errors/problem.ts';
import type { AnyOutcome } from './outcome.ts';

/** In the browser: when nobody answers, the form stays as it is and says so. Redirects pass through. */
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
