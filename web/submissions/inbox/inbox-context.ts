import { createContext, useContext } from 'react';

interface InboxNavigation {
  /** Addresses of the demos beside the open one, and of the list; null at an end. */
  nextUrl: string | null;
  previousUrl: string | null;
  listUrl: string;
}

const InboxContext = createContext<InboxNavigation>({
  nextUrl: null,
  previousUrl: null,
  listUrl: '.',
});

export const InboxProvider = InboxContext.Provider;
export const useInboxNavigation = (): InboxNavigation => useContext(InboxContext);
