import { NetworkError } from './network-error.ts';

/** Every response of Remix's single fetch has it; a proxy's error page does not. */
const REMIX_RESPONSE_HEADER = 'x-remix-response';

const RETRY_DELAY_MS = { initial: 1_000, max: 30_000 };

/**
 * Wraps the browser's `fetch` for the requests of Remix's router, which has no other hook for them:
 *
 * - A request that did not reach Vektra rejects with a `NetworkError`. Remix's own errors are
 *   `TypeError`s, as are faults of a page.
 * - A reload of the page that is open (after a form, or a live update) is repeated until it reaches
 *   Vektra or is aborted. The router would replace the page, and what is typed into it, by an error.
 */
export function installDataFetch(): void {
  const browserFetch = window.fetch;
  const fetchOnce = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const response = await browserFetch(input, init).catch((error: unknown) => {
      if (init?.signal?.aborted) throw error;
      throw new NetworkError('no response', { cause: error });
    });
    if (response.headers.has(REMIX_RESPONSE_HEADER)) return response;
    throw new NetworkError(`status ${response.status} of a proxy`);
  };
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.origin !== location.origin || !url.pathname.endsWith('.data'))
      return browserFetch(input, init);
    let delayMs = RETRY_DELAY_MS.initial;
    for (;;) {
      try {
        return await fetchOnce(input, init);
      } catch (error) {
        if (!(error instanceof NetworkError) || !isReload(url, init)) throw error;
      }
      await waitForRetry(delayMs * (0.5 + Math.random()), init?.signal);
      delayMs = Math.min(delayMs * 2, RETRY_DELAY_MS.max);
    }
  };
}

/** Whether it loads the data of the page that is open. */
function isReload(url: URL, init: RequestInit | undefined): boolean {
  if (init?.method && init.method !== 'GET') return false;
  const page = new URL(url);
  page.searchParams.delete('_routes');
  return (
    page.pathname === `${location.pathname.replace(/\/$/, '')}.data` &&
    page.searchParams.toString() === new URLSearchParams(location.search).toString()
  );
}

/** Resolves when the browser is online again, at the latest after `delayMs`. */
function waitForRetry(delayMs: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: unknown) => {
      clearTimeout(timer);
      window.removeEventListener('online', retry);
      signal?.removeEventListener('abort', abort);
      if (error) reject(error);
      else resolve();
    };
    const retry = () => finish();
    const abort = () => finish(signal?.reason);
    const timer = setTimeout(retry, delayMs);
    window.addEventListener('online', retry);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
  });
}
