import { createContext, useContext, useEffect, useId } from 'react';

/** Something that the palette can do now. */
export interface PaletteAction {
  id: string;
  /** What it acts on; the open demo when absent. */
  group?: 'player';
  label: string;
  hint?: string;
  run: () => void;
}

export interface PaletteActionStore {
  /** @param owner who registered them: its earlier ones are replaced */
  set(owner: string, actions: PaletteAction[]): void;
  get(): PaletteAction[];
}

export function createPaletteActionStore(): PaletteActionStore {
  const actions = new Map<string, PaletteAction[]>();
  return {
    get: () => [...actions.values()].flat(),
    set: (owner, next) => void actions.set(owner, next),
  };
}

export const PaletteActionsContext = createContext<PaletteActionStore>(createPaletteActionStore());

/** Registers actions with the palette while the component is mounted. */
export function usePaletteActions(actions: PaletteAction[]): void {
  const store = useContext(PaletteActionsContext);
  const owner = useId();
  useEffect(() => {
    store.set(owner, actions);
    return () => store.set(owner, []);
  });
}
