import { type RefObject, useEffect } from 'react';

/** Typing with nothing else in focus goes to the message box. */
export function useTypeAnywhere(textarea: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === ' ' || document.querySelector('dialog[open], :popover-open')) return;
      const focused = document.activeElement;
      if (focused === document.body || focused?.matches('.message-scroll'))
        textarea.current?.focus();
    };
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [textarea]);
}
