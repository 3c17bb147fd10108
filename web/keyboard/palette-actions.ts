import { createContext, useContext, useEffect } from 'react';

/** Something that the palette can do on the page that is open now. */
export interface PaletteAction {
  id: string;
  label: string;
  hint?: string;
  run: () => void;
}

export interface PaletteActionStore {
  set(actions: PaletteAction[]): void;
  get(): PaletteAction[];
}

export function createPaletteActionStore(): PaletteActionStore {
  let actions: PaletteAction[] = [];
  return { get: () => actions, set: (next) => (actions = next) };
}

export const PaletteActionsContext = createContext<PaletteActionStore>(createPaletteActionStore());

/** Registers a page's actions with the palette while the page is mounted. */
export function usePaletteActions(actions: PaletteAction[]): void {
  const store = useContext(PaletteActionsContext);
  useEffect(() => {
    store.set(actions);
    return () => store.set([]);
  });
}
