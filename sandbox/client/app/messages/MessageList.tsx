import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { dayOf } from '../markdown/times.ts';
import { usePlace } from '../state/place.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import type { Log } from '../state/world.ts';
import { Beginning } from './Beginning.tsx';
import { follows, isSystem, sameDay } from './kind.ts';
import { MessageRow } from './MessageRow.tsx';
import { CommandNotice } from './Notices.tsx';
import { SystemMessage } from './SystemMessage.tsx';

interface Props {
  channel: Channel;
  server: Server | undefined;
  log: Log;
}

const NEAR = 80;

export function MessageList({ channel, server, log }: Props) {
  const session = useSession();
  const { messageId } = usePlace();
  const notices = useWorld((world) => world.notices);
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const first = log.messages[0]?.id;

  // Older messages push down what one reads: stay where one was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first message tells of older ones
  useLayoutEffect(() => {
    const box = scroll.current!;
    if (!atEnd.current) box.scrollTop += box.scrollHeight - height.current;
  }, [first]);

  useLayoutEffect(() => {
    const box = scroll.current!;
    const stick = () => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
      height.current = box.scrollHeight;
    };
    stick();
    const sizes = new ResizeObserver(stick);
    sizes.observe(box);
    sizes.observe(box.firstElementChild!);
    return () => sizes.disconnect();
  }, []);

  const there = log.messages.some((message) => message.id === messageId);
  const { more } = log;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that came may hold it
  useEffect(() => {
    if (messageId && !there && more) void session.readOlder(channel.id);
  }, [session, channel.id, messageId, there, more, first]);
  useEffect(() => {
    if (!messageId || !there) return;
    atEnd.current = false;
    document.getElementById(`message-${messageId}`)?.scrollIntoView({ block: 'center' });
  }, [messageId, there]);

  return (
    <section
      className="message-scroll"
      aria-label="Messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one scrolls it by keyboard
      tabIndex={0}
      ref={scroll}
      onScroll={() => {
        const box = scroll.current!;
        // When more has come since, it is not the person who left the end.
        if (box.scrollHeight === height.current)
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
        height.current = box.scrollHeight;
        if (box.scrollTop < NEAR && log.more) void session.readOlder(channel.id);
      }}
    >
      <div className="message-column">
        {!log.more && <Beginning channel={channel} server={server} />}
        <ol className="messages" aria-live="polite" aria-relevant="additions">
          {log.messages.map((message, index) => {
            const before = log.messages[index - 1];
            return (
              <Fragment key={message.id}>
                {(!before || !sameDay(message, before)) && (
                  <li className="day">
                    <span>{dayOf(message.timestamp)}</span>
                  </li>
                )}
                {isSystem(message) ? (
                  <SystemMessage message={message} />
                ) : (
                  <MessageRow
                    message={message}
                    server={server}
                    channel={channel}
                    together={follows(message, before)}
                    marked={message.id === messageId}
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
