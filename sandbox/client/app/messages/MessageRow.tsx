import { useRef, useState } from 'react';
import type { Channel, Message, Server } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { BotTag } from '../components/BotTag.tsx';
import { type Anchor, toAnchorRect } from '../components/Popover.tsx';
import { UserButton } from '../components/UserButton.tsx';
import { formatClockTime, formatMessageTime } from '../markdown/format-time.ts';
import { findMember } from '../state/client-state.ts';
import { getMemberColor, getMemberName } from '../state/names.ts';
import { useClientState, useUi } from '../state/session-context.ts';
import { EditBox } from './EditBox.tsx';
import { EphemeralNote } from './EphemeralNote.tsx';
import { MessageBody } from './MessageBody.tsx';
import { MessageMenu } from './MessageMenu.tsx';
import { MessageTools } from './MessageTools.tsx';
import { getCommand, hasFlag, MessageFlag } from './message-kind.ts';
import { ComponentNotices } from './Notices.tsx';
import { CommandLine, ReplyLine } from './ReplyLine.tsx';

interface Props {
  message: Message;
  channel: Channel;
  server: Server | undefined;
  isGrouped: boolean;
  isHighlighted: boolean;
}

export function MessageRow({ message, channel, server, isGrouped, isHighlighted }: Props) {
  const row = useRef<HTMLLIElement>(null);
  const [menuAnchor, setMenuAnchor] = useState<Anchor | null>(null);
  const isEditing = useUi((state) => state.editing === message.id);
  const isReplyTarget = useUi((state) => state.replyTo?.id === message.id);
  const member = useClientState((state) => findMember(state, server?.id, message.author.id));
  const currentUserId = useClientState((state) => state.overview!.person.id);
  const isMentioned =
    message.mentions.some((user) => user.id === currentUserId) || message.mention_everyone;
  const isEphemeral = hasFlag(message, MessageFlag.Ephemeral);
  const name = getMemberName(message.author, member);
  const tone = isEphemeral ? 'ephemeral' : isMentioned ? 'mentioned' : '';
  return (
    <li
      ref={row}
      id={`message-${message.id}`}
      className={`message ${isGrouped ? 'together' : ''} ${tone}`}
      data-marked={isHighlighted || undefined}
      data-replying={isReplyTarget || undefined}
      onContextMenu={(event) => {
        // Links keep the browser's own menu.
        if ((event.target as HTMLElement).closest('a, input, textarea')) return;
        event.preventDefault();
        setMenuAnchor(toAnchorRect(event));
      }}
    >
      {message.type === 19 && <ReplyLine message={message} server={server} />}
      {getCommand(message) && <CommandLine {...getCommand(message)!} server={server} />}
      <div className="message-main">
        {isGrouped ? (
          <time className="small-time" dateTime={message.timestamp}>
            {formatClockTime(message.timestamp)}
          </time>
        ) : (
          <UserButton user={message.author} className="message-avatar" isDecorative>
            <Avatar id={message.author.id} name={name} />
          </UserButton>
        )}
        <div className="message-content">
          {!isGrouped && (
            <h3 className="message-head">
              <UserButton
                user={message.author}
                className="author"
                style={toStyle(getMemberColor(server, member))}
              >
                {name}
              </UserButton>
              {message.author.bot && <BotTag />}
              <time dateTime={message.timestamp}>{formatMessageTime(message.timestamp)}</time>
            </h3>
          )}
          {isEditing ? (
            <EditBox message={message} />
          ) : (
            <MessageBody message={message} server={server} />
          )}
          <ComponentNotices messageId={message.id} />
          {isEphemeral && <EphemeralNote message={message} />}
        </div>
      </div>
      {!hasFlag(message, MessageFlag.Loading) && (
        <MessageTools message={message} name={name} onMore={setMenuAnchor} />
      )}
      {menuAnchor && (
        <MessageMenu
          message={message}
          channel={channel}
          server={server}
          anchor={menuAnchor}
          onClose={() => setMenuAnchor(null)}
        />
      )}
    </li>
  );
}

const toStyle = (color: string | undefined) => (color ? { color } : undefined);
