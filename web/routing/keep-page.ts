import type { ClientLoaderFunctionArgs } from '@remix-run/react';

/** In an address: the page asks by itself, nobody went there. */
export const FRESH = 'fresh';

/**
 * In the browser: when a page that asks by itself gets no answer, it stays as it is and asks again.
 * Redirects (a log-in that is over) pass through.
 */
export async function keepPage({ request, serverLoader }: ClientLoaderFunctionArgs) {
  const isByItself = new URL(request.url).searchParams.has(FRESH);
  try {
    return await serverLoader();
  } catch (error) {
    if (!isByItself || error instanceof Response) throw error;
    return null;
  }
}
