import { createContext, useContext } from 'react';
import type { Shell } from '../presenters/shell.ts';

const Shells = createContext<Shell | null>(null);

export const ShellProvider = Shells.Provider;

/** The guild around the page. Only below the guild's layout. */
export function useShell(): Shell {
  const shell = useContext(Shells);
  if (!shell) throw new Error('useShell outside of a guild');
  return shell;
}
