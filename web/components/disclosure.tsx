import { useLocation } from '@remix-run/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './disclosure.module.css';

interface Props {
  /** What the trigger is called when its content is no text. */
  label?: string;
  trigger: ReactNode;
  triggerClass?: string;
  panelClass?: string;
  children: ReactNode;
}

const FOCUSABLE_SELECTOR = 'a[href], button:not(:disabled)';

/**
 * A small panel of links and forms below its button. Built on `details`, so that it opens without
 * script; with it, Escape, arrows, a click beside it and a new page behave as in a menu.
 */
export function Disclosure({ label, trigger, triggerClass, panelClass, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const closeOnOutsideEvent = (event: Event) => {
      const element = details.current;
      if (element?.open && !element.contains(event.target as Node)) element.open = false;
    };
    document.addEventListener('pointerdown', closeOnOutsideEvent);
    document.addEventListener('focusin', closeOnOutsideEvent);
    return () => {
      document.removeEventListener('pointerdown', closeOnOutsideEvent);
      document.removeEventListener('focusin', closeOnOutsideEvent);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes it
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [pathname]);
  return (
    <details
      className={styles.box}
      ref={details}
      onKeyDown={(event) => handleKeyDown(event, details.current)}
      onToggle={(event) => event.currentTarget.open && keepPanelVisible(event.currentTarget)}
    >
      <summary className={triggerClass} aria-label={label}>
        {trigger}
      </summary>
      <div className={`${styles.panel} ${panelClass ?? ''}`}>{children}</div>
    </details>
  );
}

/** px between a panel and the edge that would cut it off. */
const EDGE_MARGIN = 8;

/** What scrolls cuts off what is beyond its edges: the panel moves back inside. */
function keepPanelVisible(details: HTMLDetailsElement): void {
  const panel = details.querySelector<HTMLElement>(':scope > div');
  if (!panel) return;
  panel.style.translate = '';
  const { left, right } = panel.getBoundingClientRect();
  const bounds = findClippingElement(details).getBoundingClientRect();
  const beyondRight = right - (bounds.right - EDGE_MARGIN);
  const beyondLeft = bounds.left + EDGE_MARGIN - left;
  if (beyondRight > 0) panel.style.translate = `${-beyondRight}px`;
  else if (beyondLeft > 0) panel.style.translate = `${beyondLeft}px`;
}

function findClippingElement(element: Element): Element {
  const parent = element.parentElement;
  if (!parent) return element;
  return getComputedStyle(parent).overflowX === 'visible' ? findClippingElement(parent) : parent;
}

function handleKeyDown(event: KeyboardEvent, element: HTMLDetailsElement | null) {
  if (!element?.open) return;
  if (event.key === 'Escape') {
    event.stopPropagation();
    element.open = false;
    element.querySelector('summary')?.focus();
    return;
  }
  const direction = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!direction) return;
  event.preventDefault();
  const items = [
    ...element.querySelectorAll<HTMLElement>(`div ${FOCUSABLE_SELECTOR.replace(',', ', div')}`),
  ];
  const currentIndex = items.indexOf(document.activeElement as HTMLElement);
  items[(currentIndex + direction + items.length) % items.length]?.focus();
}
