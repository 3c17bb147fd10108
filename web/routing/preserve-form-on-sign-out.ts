import type { ClientActionFunctionArgs } from '@remix-run/react';
import { SIGNED_OUT } from '../errors/problem.ts';
import type { AnyOutcome } from './outcome.ts';
import { preserveFormOnNetworkError } from './preserve-form-on-network-error.ts';

/**
 * As `preserveFormOnNetworkError`, for a form with secrets, which no browser storage may hold: when
 * the session has expired the page stays, and its sender signs in in another tab.
 */
export async function preserveFormOnSignOut(args: ClientActionFunctionArgs): Promise<AnyOutcome> {
  try {
    return await preserveFormOnNetworkError(args);
  } catch (error) {
    if (!isRedirectToSignIn(error)) throw error;
    return { ok: false, intent: '', problem: SIGNED_OUT };
  }
}

const isRedirectToSignIn = (error: unknown): boolean =>
  error instanceof Response &&
  new URL(error.headers.get('location') ?? '', location.href).pathname === '/auth/login';
