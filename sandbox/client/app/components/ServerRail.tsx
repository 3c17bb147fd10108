import { initials, tint } from '../state/names.ts';
import { go, pathOf, usePlace } from '../state/place.ts';
import { useWorld } from '../state/session-context.ts';
import { ChatIcon } from './icons.tsx';

export function ServerRail() {
  const { serverId } = usePlace();
  const servers = useWorld((world) => world.overview?.servers ?? NONE);
  const dms = useWorld((world) => world.overview?.dms ?? NONE);
  const unread = useWorld((world) => world.unread);
  const news = dms.reduce((sum, dm) => sum + (unread[dm.id] ?? 0), 0);
  return (
    <ul className="rail-list">
      <li className="rail-item" data-here={serverId === '@me' || undefined}>
        <button
          type="button"
          className="rail-button"
          aria-label={news > 0 ? `Direct Messages, ${news} new` : 'Direct Messages'}
          aria-current={serverId === '@me' ? 'page' : undefined}
          title="Direct Messages"
          onClick={() => go(pathOf('@me'))}
        >
          <ChatIcon size={28} />
        </button>
        {news > 0 && <span className="badge">{news}</span>}
      </li>
      <li className="rail-line" aria-hidden="true" />
      {servers.map((server) => {
        const here = server.id === serverId;
        const fresh = [...server.channels, ...server.threads].some(({ id }) => unread[id]);
        return (
          <li
            key={server.id}
            className="rail-item"
            data-here={here || undefined}
            data-fresh={fresh || undefined}
          >
            <button
              type="button"
              className="rail-button"
              style={{ background: here ? undefined : tint(server.id) }}
              aria-label={fresh ? `${server.name}, unread` : server.name}
              aria-current={here ? 'page' : undefined}
              title={server.name}
              data-initials={initials(server.name)}
              onClick={() => here || go(pathOf(server.id))}
            ></button>
          </li>
        );
      })}
    </ul>
  );
}

const NONE: never[] = [];
