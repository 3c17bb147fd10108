import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { POLL_PARAM } from './search-params.ts';

/**
 * In the browser: when a page that asks by itself gets no answer, it stays as it is and asks again.
 * Redirects (a log-in that is over) pass through.
 */
export async function preserveOnNetworkError({ request, serverLoader }: ClientLoaderFunctionArgs) {
  const isPoll = new URL(request.url).searchParams.has(POLL_PARAM);
  try {
    return await serverLoader();
  } catch (error) {
    if (!isPoll || error instanceof Response) throw error;
    return null;
  }
}
