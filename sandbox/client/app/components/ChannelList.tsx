import type { Channel, Server } from '../api/types.ts';
import { createPath } from '../state/app-location.ts';
import { isPrivate } from '../state/names.ts';
import { useClientState } from '../state/session-context.ts';
import { ChannelLink } from './ChannelLink.tsx';
import { HashIcon, HashLockIcon, MegaphoneIcon } from './icons.tsx';

const CATEGORY_TYPE = 4;
const TEXT_TYPES = [0, 5];
const byPosition = (a: Channel, b: Channel) => (a.position ?? 0) - (b.position ?? 0);

export function ChannelList({ server }: { server: Server }) {
  const channels = server.channels.toSorted(byPosition);
  const categories = channels.filter((channel) => channel.type === CATEGORY_TYPE);
  const channelsIn = (id: string | null) =>
    channels.filter(
      (channel) => TEXT_TYPES.includes(channel.type) && (channel.parent_id ?? null) === id,
    );
  const uncategorized = channelsIn(null);
  return (
    <>
      {uncategorized.length > 0 && (
        <ChannelGroup title="Text Channels" channels={uncategorized} server={server} />
      )}
      {categories.map((category) => (
        <ChannelGroup
          key={category.id}
          title={category.name ?? ''}
          channels={channelsIn(category.id)}
          server={server}
        />
      ))}
    </>
  );
}

function ChannelGroup(props: { title: string; channels: Channel[]; server: Server }) {
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
  const unread = useClientState((state) => state.unread);
  const isHidden = isPrivate(channel);
  const Icon = channel.type === 5 ? MegaphoneIcon : isHidden ? HashLockIcon : HashIcon;
  const threads = server.threads.filter((thread) => thread.parent_id === channel.id);
  return (
    <li>
      <ChannelLink
        path={createPath(server.id, channel.id)}
        channelId={channel.id}
        className="channel"
        isUnread={Boolean(unread[channel.id])}
      >
        <Icon />
        <span className="cut">{channel.name}</span>
        {isHidden && <span className="unseen">(private)</span>}
        {unread[channel.id] && <span className="unseen">, unread</span>}
      </ChannelLink>
      {threads.length > 0 && (
        <ul className="threads" aria-label={`Threads of ${channel.name}`}>
          {threads.map((thread) => (
            <li key={thread.id}>
              <ChannelLink
                path={createPath(server.id, thread.id)}
                channelId={thread.id}
                className="channel thread"
                isUnread={Boolean(unread[thread.id])}
              >
                <span className="cut">{thread.name}</span>
              </ChannelLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
