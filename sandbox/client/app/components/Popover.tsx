import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

export interface Spot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type Anchor = HTMLElement | Spot;

export const spotOf = (event: { clientX: number; clientY: number }): Spot => ({
  left: event.clientX,
  right: event.clientX,
  top: event.clientY,
  bottom: event.clientY,
});

interface Props {
  anchor: Anchor;
  /** `below` and `above` take the anchor's left edge, `beside` stands right of it. */
  side?: 'below' | 'above' | 'beside';
  /** At least as wide as the anchor. */
  wide?: boolean;
  className?: string;
  keepFocus?: boolean;
  onClose(): void;
  children: ReactNode;
}

const EDGE = 8;

/** Something above all else, also above dialogs; closes on Escape and on a press outside. */
export function Popover({ anchor, side = 'below', wide, className = '', ...props }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(props.onClose);
  close.current = props.onClose;
  const { keepFocus } = props;

  useLayoutEffect(() => {
    const element = box.current!;
    const before = document.activeElement as HTMLElement | null;
    element.setAttribute('popover', 'manual');
    element.showPopover();
    place(element, anchor, side, wide ?? false);
    const sizes = new ResizeObserver(() => place(element, anchor, side, wide ?? false));
    sizes.observe(element);
    if (!keepFocus) (element.querySelector<HTMLElement>('[data-first]') ?? element).focus();
    return () => {
      sizes.disconnect();
      const inside = element.contains(document.activeElement);
      if (element.matches(':popover-open')) element.hidePopover();
      if (inside) before?.focus();
    };
  }, [anchor, side, wide, keepFocus]);

  useEffect(() => {
    const press = (event: PointerEvent) => {
      const target = event.target as Node;
      const onAnchor = anchor instanceof HTMLElement && anchor.contains(target);
      if (!box.current?.contains(target) && !onAnchor) close.current();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('keydown', key, true);
    return () => {
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('keydown', key, true);
    };
  }, [anchor]);

  return (
    <div ref={box} className={`popover ${className}`} tabIndex={-1}>
      {props.children}
    </div>
  );
}

function place(element: HTMLElement, anchor: Anchor, side: string, wide: boolean): void {
  const at = anchor instanceof HTMLElement ? anchor.getBoundingClientRect() : anchor;
  if (wide) element.style.width = `${at.right - at.left}px`;
  const { offsetWidth: width, offsetHeight: height } = element;
  let left = side === 'beside' ? at.right + EDGE : at.left;
  let top = side === 'beside' ? at.top : side === 'above' ? at.top - height - 4 : at.bottom + 4;
  if (side === 'beside' && left + width > innerWidth - EDGE) left = at.left - width - EDGE;
  if (side === 'below' && top + height > innerHeight - EDGE) top = at.top - height - 4;
  left = Math.max(EDGE, Math.min(left, innerWidth - width - EDGE));
  top = Math.max(EDGE, Math.min(top, innerHeight - height - EDGE));
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
