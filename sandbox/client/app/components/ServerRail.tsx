import { createPath, navigateTo, useAppLocation } from '../state/app-location.ts';
import { getAvatarColor, getInitials } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';
import { ChatIcon } from './icons.tsx';

export function ServerRail() {
  const { serverId } = useAppLocation();
  const servers = useClientState((state) => state.overview?.servers ?? NO_ITEMS);
  const dms = useClientState((state) => state.overview?.dms ?? NO_ITEMS);
  const unread = useClientState((state) => state.unread);
  const unreadDmCount = dms.reduce((sum, dm) => sum + (unread[dm.id] ?? 0), 0);
  return (
    <ul className="rail-list">
      <li className="rail-item" data-here={serverId === '@me' || undefined}>
        <button
          type="button"
          className="rail-button"
          aria-label={
            unreadDmCount > 0 ? `Direct Messages, ${unreadDmCount} new` : 'Direct Messages'
          }
          aria-current={serverId === '@me' ? 'page' : undefined}
          title="Direct Messages"
          onClick={() => navigateTo(createPath('@me'))}
        >
          <ChatIcon size={28} />
        </button>
        {unreadDmCount > 0 && <span className="badge">{unreadDmCount}</span>}
      </li>
      <li className="rail-line" aria-hidden="true" />
      {servers.map((server) => {
        const isCurrent = server.id === serverId;
        const hasUnread = [...server.channels, ...server.threads].some(({ id }) => unread[id]);
        return (
          <li
            key={server.id}
            className="rail-item"
            data-here={isCurrent || undefined}
            data-fresh={hasUnread || undefined}
          >
            <button
              type="button"
              className="rail-button"
              style={{ background: isCurrent ? undefined : getAvatarColor(server.id) }}
              aria-label={hasUnread ? `${server.name}, unread` : server.name}
              aria-current={isCurrent ? 'page' : undefined}
              title={server.name}
              data-initials={getInitials(server.name)}
              onClick={() => isCurrent || navigateTo(createPath(server.id))}
            ></button>
          </li>
        );
      })}
    </ul>
  );
}

const NO_ITEMS: never[] = [];
