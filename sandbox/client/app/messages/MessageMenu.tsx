import type { Channel, Message, Server } from '../api/types.ts';
import { PencilIcon, ReplyIcon, SlashIcon, TrashIcon } from '../components/icons.tsx';
import { Menu, type MenuItem } from '../components/Menu.tsx';
import type { Anchor } from '../components/Popover.tsx';
import { deleteMessage, runMenu } from '../state/acts.ts';
import { useCommands } from '../state/commands.ts';
import { may, Permission } from '../state/names.ts';
import { pathOf } from '../state/place.ts';
import { useSession } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { Flag, has } from './kind.ts';

interface Props {
  message: Message;
  channel: Channel;
  server: Server | undefined;
  anchor: Anchor;
  onClose(): void;
}

const MESSAGE_COMMAND = 3;
const copy = (text: string) => void navigator.clipboard?.writeText(text);

export function MessageMenu({ message, channel, server, anchor, onClose }: Props) {
  const session = useSession();
  const commands = useCommands(channel.id, true) ?? [];
  const own = message.author.id === session.personId;
  const hidden = has(message, Flag.Ephemeral);
  const manages = server !== undefined && may(server, channel, Permission.ManageMessages);
  const items: (MenuItem | false)[] = [
    !hidden && {
      id: 'reply',
      label: 'Reply',
      icon: <ReplyIcon size={18} />,
      run: () => ui.patch({ replyTo: message }),
    },
    own && {
      id: 'edit',
      label: 'Edit Message',
      icon: <PencilIcon size={18} />,
      run: () => ui.patch({ editing: message.id }),
    },
    message.content !== '' && {
      id: 'text',
      label: 'Copy Text',
      run: () => copy(message.content),
    },
    {
      id: 'link',
      label: 'Copy Message Link',
      run: () => copy(location.origin + pathOf(channel.guild_id ?? '@me', channel.id, message.id)),
    },
    { id: 'id', label: 'Copy Message ID', run: () => copy(message.id) },
    ...commands
      .filter((command) => command.type === MESSAGE_COMMAND && !hidden)
      .map((command, index) => ({
        id: command.id,
        label: command.name,
        icon: <SlashIcon size={18} />,
        ...(index === 0 ? { group: 'Apps' } : {}),
        run: () => void runMenu(session, channel.id, command, { messageId: message.id }),
      })),
    (own || manages || hidden) && {
      id: 'delete',
      label: hidden ? 'Dismiss Message' : 'Delete Message',
      danger: !hidden,
      icon: <TrashIcon size={18} />,
      run: () => void deleteMessage(session, message),
    },
  ];
  return (
    <Menu
      label="Message"
      anchor={anchor}
      items={items.filter((item) => item !== false)}
      onClose={onClose}
    />
  );
}
