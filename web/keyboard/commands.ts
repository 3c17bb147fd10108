import { createContext, useContext, useEffect } from 'react';

/** Something that the palette can do on the page that is open now. */
export interface Command {
  id: string;
  label: string;
  hint?: string;
  run: () => void;
}

export interface CommandStore {
  set(commands: Command[]): void;
  get(): Command[];
}

export function createCommandStore(): CommandStore {
  let commands: Command[] = [];
  return { get: () => commands, set: (next) => (commands = next) };
}

export const Commands = createContext<CommandStore>(createCommandStore());

/** Offers a page's acts to the palette while the page is there. */
export function useCommands(commands: Command[]): void {
  const store = useContext(Commands);
  useEffect(() => {
    store.set(commands);
    return () => store.set([]);
  });
}
