import { type FormEvent, useEffect, useId, useState } from 'react';
import { callApi } from '../api/call-api.ts';
import type { Channel, Server } from '../api/types.ts';
import { createThread } from '../state/actions.ts';
import { createPath } from '../state/app-location.ts';
import { hasPermission, Permission } from '../state/names.ts';
import { useSession } from '../state/session-context.ts';
import { ChannelLink } from './ChannelLink.tsx';
import { ThreadIcon } from './icons.tsx';
import { type Anchor, Popover } from './Popover.tsx';

interface Props {
  channel: Channel;
  server: Server;
  anchor: Anchor;
  onClose(): void;
}

/** Threads of a channel, and a way to begin one. */
export function ThreadPanel({ channel, server, anchor, onClose }: Props) {
  const session = useSession();
  const id = useId();
  const [threads, setThreads] = useState<Channel[] | null>(null);
  useEffect(() => {
    let isStale = false;
    callApi<Channel[]>('GET', session.path(`/channels/${channel.id}/threads`)).then(
      (list) => isStale || setThreads(list),
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [session, channel.id]);
  const canCreatePrivate = hasPermission(server, channel, Permission.CreatePrivateThreads);
  const canCreatePublic = hasPermission(server, channel, Permission.CreatePublicThreads);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    if (name && (await createThread(session, channel, name, data.has('private')))) onClose();
  }

  return (
    <Popover anchor={anchor} className="thread-panel" onClose={onClose}>
      <section aria-labelledby={id}>
        <h2 id={id}>
          <ThreadIcon /> Threads
        </h2>
        {threads?.length === 0 && <p className="side-note">No active threads in this channel.</p>}
        <ul onClickCapture={() => requestAnimationFrame(onClose)}>
          {threads?.map((thread) => (
            <li key={thread.id}>
              <ChannelLink
                path={createPath(server.id, thread.id)}
                channelId={thread.id}
                className="channel"
              >
                <span className="cut">{thread.name}</span>
              </ChannelLink>
            </li>
          ))}
        </ul>
        {(canCreatePrivate || canCreatePublic) && channel.type === 0 && (
          <form onSubmit={submit}>
            <label htmlFor={`${id}-name`}>New thread</label>
            <input id={`${id}-name`} name="name" maxLength={100} placeholder="Thread name" />
            {canCreatePrivate && (
              <label className="check">
                <input type="checkbox" name="private" defaultChecked={!canCreatePublic} /> Private
                thread
              </label>
            )}
            <button type="submit" className="button primary">
              Create Thread
            </button>
          </form>
        )}
      </section>
    </Popover>
  );
}
