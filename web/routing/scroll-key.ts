import type { Location } from '@remix-run/react';

/** State of a link to a page that was open before: it opens where it was left. */
export interface ScrollState {
  scrollKey: string;
}

/** The key under which a location's scroll position is kept. */
export const getScrollKey = ({ key, state }: Pick<Location, 'key' | 'state'>): string =>
  (state as ScrollState | null)?.scrollKey ?? key;
