import type { User } from '../api/types.ts';
import { openDm } from '../state/actions.ts';
import { useAppLocation } from '../state/app-location.ts';
import { findMember, findServer } from '../state/client-state.ts';
import {
  getAvatarColor,
  getMemberName,
  getMemberRoles,
  getUserName,
  toHexColor,
} from '../state/names.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import { Avatar } from './Avatar.tsx';
import { BotTag } from './BotTag.tsx';
import { type Anchor, Popover } from './Popover.tsx';
import { UserActions } from './UserMenu.tsx';

interface Props {
  user: User;
  anchor: Anchor;
  onClose(): void;
}

export function ProfileCard({ user, anchor, onClose }: Props) {
  const session = useSession();
  const { serverId } = useAppLocation();
  const server = useClientState((state) => findServer(state, serverId));
  const member = useClientState((state) => findMember(state, serverId, user.id));
  const roles = getMemberRoles(server, member);
  const isSelf = user.id === session.personId;
  return (
    <Popover anchor={anchor} side="beside" className="profile" onClose={onClose}>
      <section aria-label={`Profile of ${getUserName(user)}`}>
        <div className="profile-banner" style={{ background: getAvatarColor(user.id) }} />
        <Avatar id={user.id} name={getMemberName(user, member)} size={80} />
        <div className="profile-body">
          <h2>
            {getMemberName(user, member)} {user.bot && <BotTag />}
          </h2>
          <p>{user.username}</p>
          {roles.length > 0 && (
            <ul className="roles" aria-label="Roles">
              {roles.map((role) => (
                <li key={role.id}>
                  <i style={{ background: role.color ? toHexColor(role.color) : '#99aab5' }} />
                  {role.name}
                </li>
              ))}
            </ul>
          )}
          {!isSelf && (
            <button
              type="button"
              className="button primary"
              data-first
              onClick={() => {
                onClose();
                void openDm(session, user.id);
              }}
            >
              Message
            </button>
          )}
          <UserActions user={user} onDone={onClose} />
        </div>
      </section>
    </Popover>
  );
}
