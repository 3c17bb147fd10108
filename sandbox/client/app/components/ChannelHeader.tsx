import { useRef, useState } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { InlineMarkdown } from '../markdown/Markdown.tsx';
import { channelName, isPrivate } from '../state/names.ts';
import { go, pathOf } from '../state/place.ts';
import { useUi } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { isDm, isThread } from '../state/world.ts';
import { Avatar } from './Avatar.tsx';
import { BotTag } from './BotTag.tsx';
import { HashIcon, HashLockIcon, MenuIcon, PeopleIcon, ThreadIcon } from './icons.tsx';
import { ThreadPanel } from './ThreadPanel.tsx';

export function ChannelHeader(props: { channel: Channel; server: Server | undefined }) {
  const { channel, server } = props;
  const membersShown = useUi((state) => state.membersShown);
  const [threads, setThreads] = useState(false);
  const threadButton = useRef<HTMLButtonElement>(null);
  const parent = server?.channels.find((item) => item.id === channel.parent_id);
  const home = isThread(channel) ? parent : channel;
  return (
    <header className="header">
      <button
        type="button"
        className="header-button only-phone"
        aria-label="Show channels"
        onClick={() => ui.patch({ drawer: 'channels' })}
      >
        <MenuIcon />
      </button>
      {isThread(channel) && parent && server && (
        <>
          <button type="button" className="crumb" onClick={() => go(pathOf(server.id, parent.id))}>
            <HashIcon />
            {parent.name}
          </button>
          <span className="crumb-arrow" aria-hidden="true">
            ›
          </span>
        </>
      )}
      <ChannelSign channel={channel} />
      <h1 className="cut">{channelName(channel)}</h1>
      {channel.recipients?.some((user) => user.bot) && <BotTag />}
      {channel.topic && (
        <p className="topic cut">
          <InlineMarkdown text={channel.topic} />
        </p>
      )}
      <div className="header-end">
        {server && home && (
          <button
            type="button"
            ref={threadButton}
            className="header-button"
            aria-label="Threads"
            aria-expanded={threads}
            title="Threads"
            onClick={() => setThreads(!threads)}
          >
            <ThreadIcon size={22} />
          </button>
        )}
        {server && (
          <button
            type="button"
            className="header-button"
            aria-label="Member list"
            title="Member list"
            aria-pressed={membersShown}
            onClick={toggleMembers}
          >
            <PeopleIcon size={22} />
          </button>
        )}
      </div>
      {threads && server && home && threadButton.current && (
        <ThreadPanel
          channel={home}
          server={server}
          anchor={threadButton.current}
          onClose={() => setThreads(false)}
        />
      )}
    </header>
  );
}

function ChannelSign({ channel }: { channel: Channel }) {
  if (isDm(channel))
    return <Avatar id={channel.recipients?.[0]?.id ?? '0'} name={channelName(channel)} size={24} />;
  if (isThread(channel)) return <ThreadIcon size={24} />;
  return isPrivate(channel) ? <HashLockIcon size={24} /> : <HashIcon size={24} />;
}

/** On a phone the list is a drawer. */
function toggleMembers(): void {
  const narrow = matchMedia('(max-width: 900px)').matches;
  ui.patch(({ drawer, membersShown }) =>
    narrow ? { drawer: drawer === 'members' ? null : 'members' } : { membersShown: !membersShown },
  );
}
