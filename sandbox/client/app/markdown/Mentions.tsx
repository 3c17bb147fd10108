import { UserButton } from '../components/UserButton.tsx';
import { createPath, navigateTo, useAppLocation } from '../state/app-location.ts';
import { findChannel, findMember, findServer, findUser, isThread } from '../state/client-state.ts';
import { getMemberName, toHexColor } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';

export function UserMention({ id }: { id: string }) {
  const { serverId } = useAppLocation();
  const user = useClientState((state) => findUser(state, id));
  const member = useClientState((state) => findMember(state, serverId, id));
  if (!user) return <span className="mention">@unknown-user</span>;
  return (
    <UserButton user={user} className="mention">
      @{getMemberName(user, member)}
    </UserButton>
  );
}

export function RoleMention({ id }: { id: string }) {
  const { serverId } = useAppLocation();
  const role = useClientState((state) =>
    findServer(state, serverId)?.roles.find((item) => item.id === id),
  );
  const style = role?.color ? { color: toHexColor(role.color) } : undefined;
  return (
    <span className="mention" style={style}>
      @{role?.name.replace(/^@/, '') ?? 'unknown-role'}
    </span>
  );
}

export function ChannelMention({ id }: { id: string }) {
  const channel = useClientState((state) => findChannel(state, id));
  if (!channel) return <span className="mention">#No Access</span>;
  const path = createPath(channel.guild_id ?? '@me', channel.id);
  return (
    <a
      className="mention"
      href={path}
      onClick={(event) => {
        event.preventDefault();
        navigateTo(path);
      }}
    >
      {isThread(channel) ? '🧵 ' : '#'}
      {channel.name}
    </a>
  );
}
