import { createContext, useContext } from 'react';

interface Around {
  /** Addresses of the demos beside the open one, and of the list; null at an end. */
  next: string | null;
  previous: string | null;
  list: string;
}

const Context = createContext<Around>({ next: null, previous: null, list: '.' });

export const InboxProvider = Context.Provider;
export const useInbox = (): Around => useContext(Context);
