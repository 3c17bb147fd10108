import type { User } from '../api/types.ts';
import { openDm } from '../state/acts.ts';
import { hex, nameOf, nameOfMember, rolesOf, tint } from '../state/names.ts';
import { usePlace } from '../state/place.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { findMember, findServer } from '../state/world.ts';
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
  const { serverId } = usePlace();
  const server = useWorld((world) => findServer(world, serverId));
  const member = useWorld((world) => findMember(world, serverId, user.id));
  const roles = rolesOf(server, member);
  const own = user.id === session.personId;
  return (
    <Popover anchor={anchor} side="beside" className="profile" onClose={onClose}>
      <section aria-label={`Profile of ${nameOf(user)}`}>
        <div className="profile-banner" style={{ background: tint(user.id) }} />
        <Avatar id={user.id} name={nameOfMember(user, member)} size={80} />
        <div className="profile-body">
          <h2>
            {nameOfMember(user, member)} {user.bot && <BotTag />}
          </h2>
          <p>{user.username}</p>
          {roles.length > 0 && (
            <ul className="roles" aria-label="Roles">
              {roles.map((role) => (
                <li key={role.id}>
                  <i style={{ background: role.color ? hex(role.color) : '#99aab5' }} />
                  {role.name}
                </li>
              ))}
            </ul>
          )}
          {!own && (
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
