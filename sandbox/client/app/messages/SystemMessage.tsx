import type { ReactNode } from 'react';
import type { Message } from '../api/types.ts';
import { ThreadIcon } from '../components/icons.tsx';
import { UserButton } from '../components/UserButton.tsx';
import { SmartLink } from '../markdown/SmartLink.tsx';
import { messageTime } from '../markdown/times.ts';
import { nameOf } from '../state/names.ts';

/** What Discord itself says: a thread began, somebody joined, a message was pinned. */
export function SystemMessage({ message }: { message: Message }) {
  return (
    <li className="message system" id={`message-${message.id}`}>
      <div className="message-main">
        <span className="system-sign">
          {message.type === 18 || message.type === 21 ? <ThreadIcon /> : '→'}
        </span>
        <p className="message-content">
          {sentence(message)}{' '}
          <time dateTime={message.timestamp}>{messageTime(message.timestamp)}</time>
        </p>
      </div>
    </li>
  );
}

function sentence(message: Message): ReactNode {
  const who = (
    <UserButton user={message.author} className="author">
      {nameOf(message.author)}
    </UserButton>
  );
  const other = message.mentions[0];
  const target = other && (
    <UserButton user={other} className="author">
      {nameOf(other)}
    </UserButton>
  );
  const { channel_id, guild_id } = (message.message_reference ?? {}) as {
    channel_id?: string;
    guild_id?: string;
  };
  switch (message.type) {
    case 1:
      return (
        <>
          {who} added {target} to the thread.
        </>
      );
    case 2:
      return (
        <>
          {who} removed {target} from the thread.
        </>
      );
    case 4:
      return (
        <>
          {who} changed the name: <strong>{message.content}</strong>
        </>
      );
    case 6:
      return <>{who} pinned a message to this channel.</>;
    case 7:
      return <>{who} joined the server.</>;
    case 18:
      return (
        <>
          {who} started a thread:{' '}
          <SmartLink href={`/channels/${guild_id ?? '@me'}/${channel_id}`}>
            <strong>{message.content}</strong>
          </SmartLink>
        </>
      );
    case 21:
      return <>{who} started this thread.</>;
    default:
      return (
        <>
          {who} {message.content}
        </>
      );
  }
}
