import type { ClientActionFunctionArgs } from '@remix-run/react';
import { OFFLINE } from '../errors/problem.ts';
import { NetworkError } from './network-error.ts';
import { type AnyOutcome, isUnsent } from './outcome.ts';

/**
 * In the browser: a form that Vektra could not handle keeps its values, and can be sent again as it
 * was. Redirects pass through.
 */
export async function preserveFormOnNetworkError({
  request,
  serverAction,
}: Pick<ClientActionFunctionArgs, 'request' | 'serverAction'>): Promise<AnyOutcome> {
  const fields: Record<string, string> = {};
  for (const [name, value] of await request.clone().formData())
    if (typeof value === 'string') fields[name] = value;
  const outcome = await serverAction<AnyOutcome>().catch((error: unknown) => {
    if (!(error instanceof NetworkError)) throw error;
    return { ok: false, intent: fields.intent ?? '', problem: OFFLINE } as const;
  });
  return isUnsent(outcome) ? { ...outcome, unsentFields: fields } : outcome;
}
