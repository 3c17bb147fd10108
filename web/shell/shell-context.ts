import { createContext, useContext } from 'react';
import type { Shell } from './shell-view.ts';

const ShellContext = createContext<Shell | null>(null);

export const ShellProvider = ShellContext.Provider;

/** The guild around the page; null outside of a guild's layout. */
export const useShellOrNull = (): Shell | null => useContext(ShellContext);

/** The guild around the page. Only below the guild's layout. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('useShell outside of a guild');
  return shell;
}
