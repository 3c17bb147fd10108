import { Fragment, type KeyboardEvent, type ReactNode } from 'react';
import { type Anchor, Popover } from './Popover.tsx';

export interface MenuItem {
  id: string;
  label: ReactNode;
  /** A heading above this item. */
  group?: string;
  icon?: ReactNode;
  isDangerous?: boolean;
  isChecked?: boolean;
  run(): void;
}

interface Props {
  label: string;
  anchor: Anchor;
  side?: 'below' | 'above' | 'beside';
  className?: string;
  items: MenuItem[];
  onClose(): void;
}

export function Menu({ label, anchor, side, className = '', items, onClose }: Props) {
  return (
    <Popover
      anchor={anchor}
      {...(side ? { side } : {})}
      className={`menu ${className}`}
      onClose={onClose}
    >
      <div role="menu" aria-label={label} onKeyDown={moveFocus} tabIndex={-1}>
        {items.map((item, index) => (
          <Fragment key={item.id}>
            {item.group && (
              <div className="menu-group" role="presentation">
                {item.group}
              </div>
            )}
            <button
              type="button"
              {...(item.isChecked === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemradio', 'aria-checked': item.isChecked })}
              className={item.isDangerous ? 'menu-item danger' : 'menu-item'}
              data-first={index === 0 || undefined}
              onClick={() => {
                onClose();
                item.run();
              }}
            >
              <span className="menu-label">{item.label}</span>
              {item.icon}
            </button>
          </Fragment>
        ))}
      </div>
    </Popover>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  const currentIndex = items.indexOf(document.activeElement as HTMLElement);
  let nextIndex: number | null = null;
  if (event.key in steps)
    nextIndex = (currentIndex + steps[event.key]! + items.length) % items.length;
  if (event.key === 'Home') nextIndex = 0;
  if (event.key === 'End') nextIndex = items.length - 1;
  if (event.key === 'Tab') event.preventDefault();
  if (nextIndex === null) return;
  event.preventDefault();
  items[nextIndex]?.focus();
}
