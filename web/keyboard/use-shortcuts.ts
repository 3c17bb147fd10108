import { useIsomorphicEffect } from '@mantine/hooks';
import { useRef } from 'react';
import { areShortcutsEnabled } from './shortcut-preference.ts';

/**
 * What to do by key: `j`, `?`, `g o` (one after the other), `mod+k`, `shift+ArrowLeft`, `Escape`.
 * Space belongs to a button or a switch that has the focus.
 */
export type Shortcuts = Record<string, ((event: KeyboardEvent) => void) | undefined>;

/** How long the second key of a pair may take. */
const SEQUENCE_TIMEOUT_MS = 1_200;

/** Handles shortcuts while mounted, except while typing or while a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  // Not after the paint: a key pressed as soon as a page is seen would be lost.
  useIsomorphicEffect(() => {
    let previousKey: { key: string; at: number } | null = null;
    let isDialogOpen = false;
    // Checked in the capture phase: the key that closes a dialog must not trigger the page below.
    const checkForDialog = () => {
      isDialogOpen = document.querySelector('[aria-modal="true"], [data-dialog-coming]') !== null;
    };
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const { key } = event;
      const hasMod = event.ctrlKey || event.metaKey;
      if (hasMod && !isDialogOpen) return run(latest.current[`mod+${key.toLowerCase()}`], event);
      if (hasMod || isDialogOpen || isTyping(event.target)) return;
      if (key === ' ' && isPressable(event.target)) return;
      if (key === 'Escape') return run(latest.current.Escape, event);
      if (!areShortcutsEnabled()) return;
      const sequence =
        previousKey && event.timeStamp - previousKey.at < SEQUENCE_TIMEOUT_MS
          ? `${previousKey.key} ${key}`
          : null;
      previousKey = { key, at: event.timeStamp };
      // Of characters the shift key makes others.
      const name = event.shiftKey && key.length > 1 ? `shift+${key}` : key;
      run((sequence && latest.current[sequence]) || latest.current[name], event);
    };
    window.addEventListener('keydown', checkForDialog, true);
    window.addEventListener('keydown', handleKeyDown);
    return () => {
      window.removeEventListener('keydown', checkForDialog, true);
      window.removeEventListener('keydown', handleKeyDown);
    };
  }, []);
}

function run(handler: Shortcuts[string], event: KeyboardEvent) {
  if (!handler) return;
  event.preventDefault();
  handler(event);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type="range"], [type="checkbox"])'));

const isPressable = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button, summary, [type="checkbox"]') !== null;
