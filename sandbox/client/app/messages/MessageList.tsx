import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { formatDay } from '../markdown/format-time.ts';
import { useAppLocation } from '../state/app-location.ts';
import type { MessageLog } from '../state/client-state.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import { ChannelIntro } from './ChannelIntro.tsx';
import { MessageRow } from './MessageRow.tsx';
import { isContinuation, isSameDay, isSystem } from './message-kind.ts';
import { CommandNotice } from './Notices.tsx';
import { SystemMessage } from './SystemMessage.tsx';

interface Props {
  channel: Channel;
  server: Server | undefined;
  messageLog: MessageLog;
}

const SCROLL_THRESHOLD_PX = 80;

export function MessageList({ channel, server, messageLog }: Props) {
  const session = useSession();
  const { messageId } = useAppLocation();
  const notices = useClientState((state) => state.notices);
  const scrollContainer = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lastScrollHeight = useRef(0);
  const firstId = messageLog.messages[0]?.id;

  // Older messages push down what one reads: stay where one was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first message tells of older ones
  useLayoutEffect(() => {
    const container = scrollContainer.current!;
    if (!isAtEnd.current) container.scrollTop += container.scrollHeight - lastScrollHeight.current;
  }, [firstId]);

  useLayoutEffect(() => {
    const container = scrollContainer.current!;
    const stickToEnd = () => {
      if (isAtEnd.current) container.scrollTop = container.scrollHeight;
      lastScrollHeight.current = container.scrollHeight;
    };
    stickToEnd();
    const resizeObserver = new ResizeObserver(stickToEnd);
    resizeObserver.observe(container);
    resizeObserver.observe(container.firstElementChild!);
    return () => resizeObserver.disconnect();
  }, []);

  const isTargetLoaded = messageLog.messages.some((message) => message.id === messageId);
  const { more } = messageLog;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that came may hold it
  useEffect(() => {
    if (messageId && !isTargetLoaded && more) void session.loadOlder(channel.id);
  }, [session, channel.id, messageId, isTargetLoaded, more, firstId]);
  useEffect(() => {
    if (!messageId || !isTargetLoaded) return;
    isAtEnd.current = false;
    document.getElementById(`message-${messageId}`)?.scrollIntoView({ block: 'center' });
  }, [messageId, isTargetLoaded]);

  return (
    <section
      className="message-scroll"
      aria-label="Messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one scrolls it by keyboard
      tabIndex={0}
      ref={scrollContainer}
      onScroll={() => {
        const container = scrollContainer.current!;
        // When more has come since, it is not the person who left the end.
        if (container.scrollHeight === lastScrollHeight.current)
          isAtEnd.current =
            container.scrollHeight - container.scrollTop - container.clientHeight <
            SCROLL_THRESHOLD_PX;
        lastScrollHeight.current = container.scrollHeight;
        if (container.scrollTop < SCROLL_THRESHOLD_PX && messageLog.more)
          void session.loadOlder(channel.id);
      }}
    >
      <div className="message-column">
        {!messageLog.more && <ChannelIntro channel={channel} server={server} />}
        <ol className="messages" aria-live="polite" aria-relevant="additions">
          {messageLog.messages.map((message, index) => {
            const previous = messageLog.messages[index - 1];
            return (
              <Fragment key={message.id}>
                {(!previous || !isSameDay(message, previous)) && (
                  <li className="day">
                    <span>{formatDay(message.timestamp)}</span>
                  </li>
                )}
                {isSystem(message) ? (
                  <SystemMessage message={message} />
                ) : (
                  <MessageRow
                    message={message}
                    server={server}
                    channel={channel}
                    isGrouped={isContinuation(message, previous)}
                    isHighlighted={message.id === messageId}
                  />
                )}
              </Fragment>
            );
          })}
          {notices
            .filter((notice) => notice.channelId === channel.id && !notice.messageId)
            .map((notice) => (
              <CommandNotice key={notice.id} notice={notice} />
            ))}
        </ol>
      </div>
    </section>
  );
}
