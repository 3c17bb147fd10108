import { type ReactNode, useState } from 'react';
import type { User } from '../api/types.ts';
import { type Anchor, toAnchorRect } from './Popover.tsx';
import { ProfileCard } from './ProfileCard.tsx';
import { UserMenu } from './UserMenu.tsx';

interface Props {
  user: User;
  className?: string;
  style?: { color: string } | undefined;
  label?: string;
  /** One that only repeats another stays out of the way of the keyboard. */
  isDecorative?: boolean;
  children: ReactNode;
}

/** A person's name or picture: a press shows the profile, the other button their menu. */
export function UserButton({ user, className = '', style, label, isDecorative, children }: Props) {
  const [cardAnchor, setCardAnchor] = useState<Anchor | null>(null);
  const [menuAnchor, setMenuAnchor] = useState<Anchor | null>(null);
  return (
    <>
      <button
        type="button"
        className={`plain ${className}`}
        style={style}
        aria-label={label}
        tabIndex={isDecorative ? -1 : undefined}
        aria-hidden={isDecorative}
        onClick={(event) => setCardAnchor(cardAnchor ? null : event.currentTarget)}
        onContextMenu={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setCardAnchor(null);
          setMenuAnchor(toAnchorRect(event));
        }}
      >
        {children}
      </button>
      {cardAnchor && (
        <ProfileCard user={user} anchor={cardAnchor} onClose={() => setCardAnchor(null)} />
      )}
      {menuAnchor && (
        <UserMenu user={user} anchor={menuAnchor} onClose={() => setMenuAnchor(null)} />
      )}
    </>
  );
}
