import { createPath } from '../state/app-location.ts';
import { compareIds } from '../state/client-state.ts';
import { getChannelName } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';
import { Avatar } from './Avatar.tsx';
import { ChannelLink } from './ChannelLink.tsx';

/** Conversations, the one with the newest message first. */
export function DmList() {
  const dms = useClientState((state) => state.overview?.dms ?? NO_DMS);
  const unread = useClientState((state) => state.unread);
  const newestId = (dm: { id: string; last_message_id?: string | null }) =>
    dm.last_message_id ?? dm.id;
  if (dms.length === 0) return <p className="side-note">No conversations yet.</p>;
  return (
    <section className="group">
      <h3>Direct Messages</h3>
      <ul>
        {dms
          .toSorted((a, b) => compareIds(newestId(b), newestId(a)))
          .map((dm) => {
            const name = getChannelName(dm);
            const unreadCount = unread[dm.id] ?? 0;
            return (
              <li key={dm.id}>
                <ChannelLink
                  path={createPath('@me', dm.id)}
                  channelId={dm.id}
                  className="channel dm"
                  isUnread={unreadCount > 0}
                >
                  <Avatar id={dm.recipients?.[0]?.id ?? dm.id} name={name} size={32} />
                  <span className="cut">{name}</span>
                  {unreadCount > 0 && <span className="badge inline">{unreadCount}</span>}
                </ChannelLink>
              </li>
            );
          })}
      </ul>
    </section>
  );
}

const NO_DMS: never[] = [];
