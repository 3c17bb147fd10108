import { UserButton } from '../components/UserButton.tsx';
import { hex, nameOfMember } from '../state/names.ts';
import { go, pathOf, usePlace } from '../state/place.ts';
import { useWorld } from '../state/session-context.ts';
import { findChannel, findMember, findServer, findUser, isThread } from '../state/world.ts';

export function UserMention({ id }: { id: string }) {
  const { serverId } = usePlace();
  const user = useWorld((world) => findUser(world, id));
  const member = useWorld((world) => findMember(world, serverId, id));
  if (!user) return <span className="mention">@unknown-user</span>;
  return (
    <UserButton user={user} className="mention">
      @{nameOfMember(user, member)}
    </UserButton>
  );
}

export function RoleMention({ id }: { id: string }) {
  const { serverId } = usePlace();
  const role = useWorld((world) =>
    findServer(world, serverId)?.roles.find((item) => item.id === id),
  );
  const style = role?.color ? { color: hex(role.color) } : undefined;
  return (
    <span className="mention" style={style}>
      @{role?.name.replace(/^@/, '') ?? 'unknown-role'}
    </span>
  );
}

export function ChannelMention({ id }: { id: string }) {
  const channel = useWorld((world) => findChannel(world, id));
  if (!channel) return <span className="mention">#No Access</span>;
  const path = pathOf(channel.guild_id ?? '@me', channel.id);
  return (
    <a
      className="mention"
      href={path}
      onClick={(event) => {
        event.preventDefault();
        go(path);
      }}
    >
      {isThread(channel) ? '🧵 ' : '#'}
      {channel.name}
    </a>
  );
}
