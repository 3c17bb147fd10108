import type { Channel, Server } from '../api/types.ts';
import { isPrivate } from '../state/names.ts';
import { pathOf } from '../state/place.ts';
import { useWorld } from '../state/session-context.ts';
import { HashIcon, HashLockIcon, MegaphoneIcon } from './icons.tsx';
import { PlaceLink } from './PlaceLink.tsx';

const CATEGORY = 4;
const TEXT = [0, 5];
const byPosition = (a: Channel, b: Channel) => (a.position ?? 0) - (b.position ?? 0);

export function ChannelList({ server }: { server: Server }) {
  const channels = server.channels.toSorted(byPosition);
  const categories = channels.filter((channel) => channel.type === CATEGORY);
  const inside = (id: string | null) =>
    channels.filter((channel) => TEXT.includes(channel.type) && (channel.parent_id ?? null) === id);
  const loose = inside(null);
  return (
    <>
      {loose.length > 0 && <Group title="Text Channels" channels={loose} server={server} />}
      {categories.map((category) => (
        <Group
          key={category.id}
          title={category.name ?? ''}
          channels={inside(category.id)}
          server={server}
        />
      ))}
    </>
  );
}

function Group(props: { title: string; channels: Channel[]; server: Server }) {
  return (
    <section className="group">
      <h3>{props.title}</h3>
      <ul>
        {props.channels.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} server={props.server} />
        ))}
      </ul>
    </section>
  );
}

function ChannelRow({ channel, server }: { channel: Channel; server: Server }) {
  const unread = useWorld((world) => world.unread);
  const hidden = isPrivate(channel);
  const Icon = channel.type === 5 ? MegaphoneIcon : hidden ? HashLockIcon : HashIcon;
  const threads = server.threads.filter((thread) => thread.parent_id === channel.id);
  return (
    <li>
      <PlaceLink
        path={pathOf(server.id, channel.id)}
        channelId={channel.id}
        className="channel"
        fresh={Boolean(unread[channel.id])}
      >
        <Icon />
        <span className="cut">{channel.name}</span>
        {hidden && <span className="unseen">(private)</span>}
        {unread[channel.id] && <span className="unseen">, unread</span>}
      </PlaceLink>
      {threads.length > 0 && (
        <ul className="threads" aria-label={`Threads of ${channel.name}`}>
          {threads.map((thread) => (
            <li key={thread.id}>
              <PlaceLink
                path={pathOf(server.id, thread.id)}
                channelId={thread.id}
                className="channel thread"
                fresh={Boolean(unread[thread.id])}
              >
                <span className="cut">{thread.name}</span>
              </PlaceLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
