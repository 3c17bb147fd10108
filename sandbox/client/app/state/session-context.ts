import { createContext, useContext } from 'react';
import type { ClientSession } from './client-session.ts';
import type { ClientState } from './client-state.ts';
import { useStore } from './store.ts';
import { type Ui, uiStore } from './ui.ts';

export const SessionContext = createContext<ClientSession | null>(null);

export function useSession(): ClientSession {
  return useContext(SessionContext)!;
}

export function useClientState<R>(select: (state: ClientState) => R): R {
  return useStore(useSession().state, select);
}

export function useUi<R>(select: (state: Ui) => R): R {
  return useStore(uiStore, select);
}
