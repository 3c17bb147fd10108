import { getAvatarColor, getInitials } from '../state/names.ts';

/** People have no pictures here: a colour of their own and their initials. */
export function Avatar({ id, name, size = 40 }: { id: string; name: string; size?: number }) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.38, background: getAvatarColor(id) }}
    >
      {getInitials(name)}
    </span>
  );
}
