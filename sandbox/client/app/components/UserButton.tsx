import { type ReactNode, useState } from 'react';
import type { User } from '../api/types.ts';
import { type Anchor, spotOf } from './Popover.tsx';
import { ProfileCard } from './ProfileCard.tsx';
import { UserMenu } from './UserMenu.tsx';

interface Props {
  user: User;
  className?: string;
  style?: { color: string } | undefined;
  label?: string;
  /** One that only repeats another stays out of the way of the keyboard. */
  quiet?: boolean;
  children: ReactNode;
}

/** A person's name or picture: a press shows the profile, the other button their menu. */
export function UserButton({ user, className = '', style, label, quiet, children }: Props) {
  const [card, setCard] = useState<Anchor | null>(null);
  const [menu, setMenu] = useState<Anchor | null>(null);
  return (
    <>
      <button
        type="button"
        className={`plain ${className}`}
        style={style}
        aria-label={label}
        tabIndex={quiet ? -1 : undefined}
        aria-hidden={quiet}
        onClick={(event) => setCard(card ? null : event.currentTarget)}
        onContextMenu={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setCard(null);
          setMenu(spotOf(event));
        }}
      >
        {children}
      </button>
      {card && <ProfileCard user={user} anchor={card} onClose={() => setCard(null)} />}
      {menu && <UserMenu user={user} anchor={menu} onClose={() => setMenu(null)} />}
    </>
  );
}
