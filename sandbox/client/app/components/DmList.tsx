import { channelName } from '../state/names.ts';
import { pathOf } from '../state/place.ts';
import { useWorld } from '../state/session-context.ts';
import { compareIds } from '../state/world.ts';
import { Avatar } from './Avatar.tsx';
import { PlaceLink } from './PlaceLink.tsx';

/** Conversations, the one with the newest message first. */
export function DmList() {
  const dms = useWorld((world) => world.overview?.dms ?? NONE);
  const unread = useWorld((world) => world.unread);
  const last = (dm: { id: string; last_message_id?: string | null }) => dm.last_message_id ?? dm.id;
  if (dms.length === 0) return <p className="side-note">No conversations yet.</p>;
  return (
    <section className="group">
      <h3>Direct Messages</h3>
      <ul>
        {dms
          .toSorted((a, b) => compareIds(last(b), last(a)))
          .map((dm) => {
            const name = channelName(dm);
            const news = unread[dm.id] ?? 0;
            return (
              <li key={dm.id}>
                <PlaceLink
                  path={pathOf('@me', dm.id)}
                  channelId={dm.id}
                  className="channel dm"
                  fresh={news > 0}
                >
                  <Avatar id={dm.recipients?.[0]?.id ?? dm.id} name={name} size={32} />
                  <span className="cut">{name}</span>
                  {news > 0 && <span className="badge inline">{news}</span>}
                </PlaceLink>
              </li>
            );
          })}
      </ul>
    </section>
  );
}

const NONE: never[] = [];
