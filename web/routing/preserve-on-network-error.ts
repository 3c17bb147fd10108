import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { POLL_PARAM } from './search-params.ts';

/**
 * In the browser: when a poll fails, the page keeps its data and polls again.
 * Redirects (an expired session) pass through.
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
