import { createContext, useContext } from 'react';
import type { Session } from './session.ts';
import { useStore } from './store.ts';
import { type Ui, ui } from './ui.ts';
import type { World } from './world.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  return useContext(SessionContext)!;
}

export function useWorld<R>(select: (world: World) => R): R {
  return useStore(useSession().world, select);
}

export function useUi<R>(select: (state: Ui) => R): R {
  return useStore(ui, select);
}
