import { useRef, useState } from 'react';
import type { Channel, Message, Server } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { BotTag } from '../components/BotTag.tsx';
import { type Anchor, spotOf } from '../components/Popover.tsx';
import { UserButton } from '../components/UserButton.tsx';
import { clockTime, messageTime } from '../markdown/times.ts';
import { colorOf, nameOfMember } from '../state/names.ts';
import { useUi, useWorld } from '../state/session-context.ts';
import { findMember } from '../state/world.ts';
import { EditBox } from './EditBox.tsx';
import { EphemeralNote } from './EphemeralNote.tsx';
import { commandOf, Flag, has } from './kind.ts';
import { MessageBody } from './MessageBody.tsx';
import { MessageMenu } from './MessageMenu.tsx';
import { MessageTools } from './MessageTools.tsx';
import { PartNotices } from './Notices.tsx';
import { CommandLine, ReplyLine } from './ReplyLine.tsx';

interface Props {
  message: Message;
  channel: Channel;
  server: Server | undefined;
  together: boolean;
  marked: boolean;
}

export function MessageRow({ message, channel, server, together, marked }: Props) {
  const row = useRef<HTMLLIElement>(null);
  const [menu, setMenu] = useState<Anchor | null>(null);
  const editing = useUi((state) => state.editing === message.id);
  const replying = useUi((state) => state.replyTo?.id === message.id);
  const member = useWorld((world) => findMember(world, server?.id, message.author.id));
  const me = useWorld((world) => world.overview!.person.id);
  const mentioned = message.mentions.some((user) => user.id === me) || message.mention_everyone;
  const hidden = has(message, Flag.Ephemeral);
  const name = nameOfMember(message.author, member);
  const tone = hidden ? 'ephemeral' : mentioned ? 'mentioned' : '';
  return (
    <li
      ref={row}
      id={`message-${message.id}`}
      className={`message ${together ? 'together' : ''} ${tone}`}
      data-marked={marked || undefined}
      data-replying={replying || undefined}
      onContextMenu={(event) => {
        // Links keep the browser's own menu.
        if ((event.target as HTMLElement).closest('a, input, textarea')) return;
        event.preventDefault();
        setMenu(spotOf(event));
      }}
    >
      {message.type === 19 && <ReplyLine message={message} server={server} />}
      {commandOf(message) && <CommandLine {...commandOf(message)!} server={server} />}
      <div className="message-main">
        {together ? (
          <time className="small-time" dateTime={message.timestamp}>
            {clockTime(message.timestamp)}
          </time>
        ) : (
          <UserButton user={message.author} className="message-avatar" quiet>
            <Avatar id={message.author.id} name={name} />
          </UserButton>
        )}
        <div className="message-content">
          {!together && (
            <h3 className="message-head">
              <UserButton
                user={message.author}
                className="author"
                style={style(colorOf(server, member))}
              >
                {name}
              </UserButton>
              {message.author.bot && <BotTag />}
              <time dateTime={message.timestamp}>{messageTime(message.timestamp)}</time>
            </h3>
          )}
          {editing ? (
            <EditBox message={message} />
          ) : (
            <MessageBody message={message} server={server} />
          )}
          <PartNotices messageId={message.id} />
          {hidden && <EphemeralNote message={message} />}
        </div>
      </div>
      {!has(message, Flag.Loading) && (
        <MessageTools message={message} name={name} onMore={setMenu} />
      )}
      {menu && (
        <MessageMenu
          message={message}
          channel={channel}
          server={server}
          anchor={menu}
          onClose={() => setMenu(null)}
        />
      )}
    </li>
  );
}

const style = (color: string | undefined) => (color ? { color } : undefined);
