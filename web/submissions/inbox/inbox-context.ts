import { createContext, useContext } from 'react';
import type { ScrollState } from '../../routing/scroll-key.ts';

interface InboxNavigation {
  /** Addresses of the demos beside the open one, and of the list; null at an end. */
  nextUrl: string | null;
  previousUrl: string | null;
  listUrl: string;
  /** Of a link to the list; null when it was not open before. */
  listState: ScrollState | null;
}

const InboxContext = createContext<InboxNavigation>({
  nextUrl: null,
  previousUrl: null,
  listUrl: '.',
  listState: null,
});

export const InboxProvider = InboxContext.Provider;
export const useInboxNavigation = (): InboxNavigation => useContext(InboxContext);
