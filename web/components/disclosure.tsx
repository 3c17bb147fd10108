import { useLocation } from '@remix-run/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import look from './disclosure.module.css';

interface Props {
  /** What the trigger is called when its content is no text. */
  label?: string;
  trigger: ReactNode;
  triggerClass?: string;
  panelClass?: string;
  children: ReactNode;
}

const ITEMS = 'a[href], button:not(:disabled)';

/**
 * A small panel of links and forms below its button. Built on `details`, so that it opens without
 * script; with it, Escape, arrows, a click beside it and a new page behave as in a menu.
 */
export function Disclosure({ label, trigger, triggerClass, panelClass, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const closeBeside = (event: Event) => {
      const box = details.current;
      if (box?.open && !box.contains(event.target as Node)) box.open = false;
    };
    document.addEventListener('pointerdown', closeBeside);
    document.addEventListener('focusin', closeBeside);
    return () => {
      document.removeEventListener('pointerdown', closeBeside);
      document.removeEventListener('focusin', closeBeside);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes it
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [pathname]);
  return (
    <details
      className={look.box}
      ref={details}
      onKeyDown={(event) => onKey(event, details.current)}
    >
      <summary className={triggerClass} aria-label={label}>
        {trigger}
      </summary>
      <div className={`${look.panel} ${panelClass ?? ''}`}>{children}</div>
    </details>
  );
}

function onKey(event: KeyboardEvent, box: HTMLDetailsElement | null) {
  if (!box?.open) return;
  if (event.key === 'Escape') {
    event.stopPropagation();
    box.open = false;
    box.querySelector('summary')?.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...box.querySelectorAll<HTMLElement>(`div ${ITEMS.replace(',', ', div')}`)];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}
