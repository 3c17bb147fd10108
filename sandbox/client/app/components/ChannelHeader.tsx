import { useRef, useState } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { InlineMarkdown } from '../markdown/Markdown.tsx';
import { createPath, navigateTo } from '../state/app-location.ts';
import { isDm, isThread } from '../state/client-state.ts';
import { getChannelName, isPrivate } from '../state/names.ts';
import { useUi } from '../state/session-context.ts';
import { uiStore } from '../state/ui.ts';
import { Avatar } from './Avatar.tsx';
import { BotTag } from './BotTag.tsx';
import { HashIcon, HashLockIcon, MenuIcon, PeopleIcon, ThreadIcon } from './icons.tsx';
import { ThreadPanel } from './ThreadPanel.tsx';

export function ChannelHeader(props: { channel: Channel; server: Server | undefined }) {
  const { channel, server } = props;
  const areMembersShown = useUi((state) => state.membersShown);
  const [isThreadPanelOpen, setThreadPanelOpen] = useState(false);
  const threadButton = useRef<HTMLButtonElement>(null);
  const parent = server?.channels.find((item) => item.id === channel.parent_id);
  const parentOrSelf = isThread(channel) ? parent : channel;
  return (
    <header className="header">
      <button
        type="button"
        className="header-button only-phone"
        aria-label="Show channels"
        onClick={() => uiStore.patch({ drawer: 'channels' })}
      >
        <MenuIcon />
      </button>
      {isThread(channel) && parent && server && (
        <>
          <button
            type="button"
            className="crumb"
            onClick={() => navigateTo(createPath(server.id, parent.id))}
          >
            <HashIcon />
            {parent.name}
          </button>
          <span className="crumb-arrow" aria-hidden="true">
            ›
          </span>
        </>
      )}
      <ChannelIcon channel={channel} />
      <h1 className="cut">{getChannelName(channel)}</h1>
      {channel.recipients?.some((user) => user.bot) && <BotTag />}
      {channel.topic && (
        <p className="topic cut">
          <InlineMarkdown text={channel.topic} />
        </p>
      )}
      <div className="header-end">
        {server && parentOrSelf && (
          <button
            type="button"
            ref={threadButton}
            className="header-button"
            aria-label="Threads"
            aria-expanded={isThreadPanelOpen}
            title="Threads"
            onClick={() => setThreadPanelOpen(!isThreadPanelOpen)}
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
            aria-pressed={areMembersShown}
            onClick={toggleMembers}
          >
            <PeopleIcon size={22} />
          </button>
        )}
      </div>
      {isThreadPanelOpen && server && parentOrSelf && threadButton.current && (
        <ThreadPanel
          channel={parentOrSelf}
          server={server}
          anchor={threadButton.current}
          onClose={() => setThreadPanelOpen(false)}
        />
      )}
    </header>
  );
}

function ChannelIcon({ channel }: { channel: Channel }) {
  if (isDm(channel))
    return (
      <Avatar id={channel.recipients?.[0]?.id ?? '0'} name={getChannelName(channel)} size={24} />
    );
  if (isThread(channel)) return <ThreadIcon size={24} />;
  return isPrivate(channel) ? <HashLockIcon size={24} /> : <HashIcon size={24} />;
}

/** On a phone the list is a drawer. */
function toggleMembers(): void {
  const isNarrow = matchMedia('(max-width: 900px)').matches;
  uiStore.patch(({ drawer, membersShown }) =>
    isNarrow
      ? { drawer: drawer === 'members' ? null : 'members' }
      : { membersShown: !membersShown },
  );
}
