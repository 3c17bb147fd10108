import { useIsomorphicEffect } from '@mantine/hooks';
import { useRef } from 'react';
import { areKeysOn } from './preference.ts';

/** What to do by key: `j`, `?`, `g o` (one after the other), `mod+k`, `Escape`. */
export type Keys = Record<string, ((event: KeyboardEvent) => void) | undefined>;

/** How long the second key of a pair may take. */
const PAIR_MS = 1_200;

/** Listens to keys while mounted; keeps quiet while somebody types, or a dialog is open. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  // Not after the paint: a key pressed as soon as a page is seen would be lost.
  useIsomorphicEffect(() => {
    let first: { key: string; at: number } | null = null;
    let isElsewhere = false;
    // Asked before anybody reacts: the key that closes a dialog must not act on the page below.
    const look = () => {
      isElsewhere = document.querySelector('[aria-modal="true"], [data-dialog-coming]') !== null;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const { key } = event;
      const hasMod = event.ctrlKey || event.metaKey;
      if (hasMod && !isElsewhere) return run(current.current[`mod+${key.toLowerCase()}`], event);
      if (hasMod || isElsewhere || isTyping(event.target)) return;
      if (key === 'Escape') return run(current.current.Escape, event);
      if (!areKeysOn()) return;
      const pair = first && event.timeStamp - first.at < PAIR_MS ? `${first.key} ${key}` : null;
      first = { key, at: event.timeStamp };
      run((pair && current.current[pair]) || current.current[key], event);
    };
    window.addEventListener('keydown', look, true);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', look, true);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

function run(act: Keys[string], event: KeyboardEvent) {
  if (!act) return;
  event.preventDefault();
  act(event);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
