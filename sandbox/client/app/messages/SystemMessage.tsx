import type { ReactNode } from 'react';
import type { Message } from '../api/types.ts';
import { ThreadIcon } from '../components/icons.tsx';
import { UserButton } from '../components/UserButton.tsx';
import { formatMessageTime } from '../markdown/format-time.ts';
import { SmartLink } from '../markdown/SmartLink.tsx';
import { getUserName } from '../state/names.ts';

/** What Discord itself says: a thread began, somebody joined, a message was pinned. */
export function SystemMessage({ message }: { message: Message }) {
  return (
    <li className="message system" id={`message-${message.id}`}>
      <div className="message-main">
        <span className="system-sign">
          {message.type === 18 || message.type === 21 ? <ThreadIcon /> : '→'}
        </span>
        <p className="message-content">
          {describe(message)}{' '}
          <time dateTime={message.timestamp}>{formatMessageTime(message.timestamp)}</time>
        </p>
      </div>
    </li>
  );
}

function describe(message: Message): ReactNode {
  const author = (
    <UserButton user={message.author} className="author">
      {getUserName(message.author)}
    </UserButton>
  );
  const other = message.mentions[0];
  const target = other && (
    <UserButton user={other} className="author">
      {getUserName(other)}
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
          {author} added {target} to the thread.
        </>
      );
    case 2:
      return (
        <>
          {author} removed {target} from the thread.
        </>
      );
    case 4:
      return (
        <>
          {author} changed the name: <strong>{message.content}</strong>
        </>
      );
    case 6:
      return <>{author} pinned a message to this channel.</>;
    case 7:
      return <>{author} joined the server.</>;
    case 18:
      return (
        <>
          {author} started a thread:{' '}
          <SmartLink href={`/channels/${guild_id ?? '@me'}/${channel_id}`}>
            <strong>{message.content}</strong>
          </SmartLink>
        </>
      );
    case 21:
      return <>{author} started this thread.</>;
    default:
      return (
        <>
          {author} {message.content}
        </>
      );
  }
}
