import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

export interface AnchorRect {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type Anchor = HTMLElement | AnchorRect;

export const toAnchorRect = (event: { clientX: number; clientY: number }): AnchorRect => ({
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
  matchAnchorWidth?: boolean;
  className?: string;
  keepFocus?: boolean;
  onClose(): void;
  children: ReactNode;
}

const EDGE_MARGIN = 8;

/** Something above all else, also above dialogs; closes on Escape and on a press outside. */
export function Popover({
  anchor,
  side = 'below',
  matchAnchorWidth,
  className = '',
  ...props
}: Props) {
  const popover = useRef<HTMLDivElement>(null);
  const close = useRef(props.onClose);
  close.current = props.onClose;
  const { keepFocus } = props;

  useLayoutEffect(() => {
    const element = popover.current!;
    const previousFocus = document.activeElement as HTMLElement | null;
    element.setAttribute('popover', 'manual');
    element.showPopover();
    positionPopover(element, anchor, side, matchAnchorWidth ?? false);
    const resizeObserver = new ResizeObserver(() =>
      positionPopover(element, anchor, side, matchAnchorWidth ?? false),
    );
    resizeObserver.observe(element);
    if (!keepFocus) (element.querySelector<HTMLElement>('[data-first]') ?? element).focus();
    return () => {
      resizeObserver.disconnect();
      const hadFocus = element.contains(document.activeElement);
      if (element.matches(':popover-open')) element.hidePopover();
      if (hadFocus) previousFocus?.focus();
    };
  }, [anchor, side, matchAnchorWidth, keepFocus]);

  useEffect(() => {
    const handlePointerDown = (event: PointerEvent) => {
      const target = event.target as Node;
      const isOnAnchor = anchor instanceof HTMLElement && anchor.contains(target);
      if (!popover.current?.contains(target) && !isOnAnchor) close.current();
    };
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    document.addEventListener('pointerdown', handlePointerDown, true);
    document.addEventListener('keydown', handleKeyDown, true);
    return () => {
      document.removeEventListener('pointerdown', handlePointerDown, true);
      document.removeEventListener('keydown', handleKeyDown, true);
    };
  }, [anchor]);

  return (
    <div ref={popover} className={`popover ${className}`} tabIndex={-1}>
      {props.children}
    </div>
  );
}

function positionPopover(
  element: HTMLElement,
  anchor: Anchor,
  side: string,
  matchAnchorWidth: boolean,
): void {
  const anchorRect = anchor instanceof HTMLElement ? anchor.getBoundingClientRect() : anchor;
  if (matchAnchorWidth) element.style.width = `${anchorRect.right - anchorRect.left}px`;
  const { offsetWidth: width, offsetHeight: height } = element;
  let left = side === 'beside' ? anchorRect.right + EDGE_MARGIN : anchorRect.left;
  let top =
    side === 'beside'
      ? anchorRect.top
      : side === 'above'
        ? anchorRect.top - height - 4
        : anchorRect.bottom + 4;
  if (side === 'beside' && left + width > innerWidth - EDGE_MARGIN)
    left = anchorRect.left - width - EDGE_MARGIN;
  if (side === 'below' && top + height > innerHeight - EDGE_MARGIN)
    top = anchorRect.top - height - 4;
  left = Math.max(EDGE_MARGIN, Math.min(left, innerWidth - width - EDGE_MARGIN));
  top = Math.max(EDGE_MARGIN, Math.min(top, innerHeight - height - EDGE_MARGIN));
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
