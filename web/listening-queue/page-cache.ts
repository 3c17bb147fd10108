import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { NetworkError } from '../routing/network-error.ts';

/** In an address: the page is loaded before it is opened. */
const AHEAD_PARAM = 'ahead';

/** How long a page that was loaded ahead opens as it was, ms; without a connection: always. */
const FRESH_MS = 60_000;

const MAX_PAGES = 30;

/** Instead of a page that could not be loaded. */
export interface OfflinePage {
  state: 'offline';
}

interface CachedPage {
  data: unknown;
  /** Epoch ms; 0 once it was opened: then the server is asked again. */
  freshUntil: number;
}

/** Pages of demos by their address, of this tab alone. */
const pages = new Map<string, CachedPage>();

const toKey = ({ pathname, searchParams }: URL): string =>
  `${pathname}?${searchParams.get('demo')}&${searchParams.get('after')}`;

/**
 * A page of the queue: as it was loaded ahead, or from the server, or without a connection as it was
 * loaded last. Errors other than that of the connection pass through.
 * @returns an offline page also for one that could not be loaded ahead
 */
export async function loadQueuePage<D extends object>({
  request,
  serverLoader,
}: Pick<ClientLoaderFunctionArgs, 'request' | 'serverLoader'>): Promise<D | OfflinePage> {
  const url = new URL(request.url);
  const key = toKey(url);
  const isAhead = url.searchParams.has(AHEAD_PARAM);
  const cached = pages.get(key);
  if (cached && !isAhead && cached.freshUntil > Date.now()) {
    cached.freshUntil = 0;
    return cached.data as D;
  }
  try {
    const data = (await serverLoader()) as D;
    pages.delete(key);
    pages.set(key, { data, freshUntil: isAhead ? Date.now() + FRESH_MS : 0 });
    for (const oldest of pages.keys()) if (pages.size > MAX_PAGES) pages.delete(oldest);
    return data;
  } catch (error) {
    // What is loaded ahead is loaded again, and told of, when it is opened.
    if (isAhead) return { state: 'offline' };
    if (!(error instanceof NetworkError)) throw error;
    return (cached?.data as D | undefined) ?? { state: 'offline' };
  }
}

/** Keeps the page of a demo that came with the document, or by another address. */
export function rememberPage(pathname: string, number: number, data: object): void {
  pages.set(`${pathname}?${number}&null`, { data, freshUntil: 0 });
}

/** Whether a demo's page opens without the server. */
export const isLoadedAhead = (pathname: string, number: number): boolean =>
  pages.has(`${pathname}?${number}&null`);

export const toAheadUrl = (pathname: string, number: number): string =>
  `${pathname}?demo=${number}&${AHEAD_PARAM}`;
