import { type RefObject, useEffect } from 'react';

/** Typing with nothing else in focus goes to the message box. */
export function useTypeAnywhere(box: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === ' ' || document.querySelector('dialog[open], :popover-open')) return;
      const at = document.activeElement;
      if (at === document.body || at?.matches('.message-scroll')) box.current?.focus();
    };
    document.addEventListener('keydown', type);
    return () => document.removeEventListener('keydown', type);
  }, [box]);
}
