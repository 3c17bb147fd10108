import type { Channel, Message, Server } from '../api/types.ts';
import { PencilIcon, ReplyIcon, SlashIcon, TrashIcon } from '../components/icons.tsx';
import { Menu, type MenuItem } from '../components/Menu.tsx';
import type { Anchor } from '../components/Popover.tsx';
import { deleteMessage, runContextMenuCommand } from '../state/actions.ts';
import { createPath } from '../state/app-location.ts';
import { hasPermission, Permission } from '../state/names.ts';
import { useSession } from '../state/session-context.ts';
import { useCommands } from '../state/slash-commands.ts';
import { uiStore } from '../state/ui.ts';
import { hasFlag, MessageFlag } from './message-kind.ts';

interface Props {
  message: Message;
  channel: Channel;
  server: Server | undefined;
  anchor: Anchor;
  onClose(): void;
}

const MESSAGE_COMMAND = 3;
const copyToClipboard = (text: string) => void navigator.clipboard?.writeText(text);

export function MessageMenu({ message, channel, server, anchor, onClose }: Props) {
  const session = useSession();
  const commands = useCommands(channel.id, true) ?? [];
  const isOwn = message.author.id === session.personId;
  const isEphemeral = hasFlag(message, MessageFlag.Ephemeral);
  const canManage =
    server !== undefined && hasPermission(server, channel, Permission.ManageMessages);
  const items: (MenuItem | false)[] = [
    !isEphemeral && {
      id: 'reply',
      label: 'Reply',
      icon: <ReplyIcon size={18} />,
      run: () => uiStore.patch({ replyTo: message }),
    },
    isOwn && {
      id: 'edit',
      label: 'Edit Message',
      icon: <PencilIcon size={18} />,
      run: () => uiStore.patch({ editing: message.id }),
    },
    message.content !== '' && {
      id: 'text',
      label: 'Copy Text',
      run: () => copyToClipboard(message.content),
    },
    {
      id: 'link',
      label: 'Copy Message Link',
      run: () =>
        copyToClipboard(
          location.origin + createPath(channel.guild_id ?? '@me', channel.id, message.id),
        ),
    },
    { id: 'id', label: 'Copy Message ID', run: () => copyToClipboard(message.id) },
    ...commands
      .filter((command) => command.type === MESSAGE_COMMAND && !isEphemeral)
      .map((command, index) => ({
        id: command.id,
        label: command.name,
        icon: <SlashIcon size={18} />,
        ...(index === 0 ? { group: 'Apps' } : {}),
        run: () =>
          void runContextMenuCommand(session, channel.id, command, { messageId: message.id }),
      })),
    (isOwn || canManage || isEphemeral) && {
      id: 'delete',
      label: isEphemeral ? 'Dismiss Message' : 'Delete Message',
      isDangerous: !isEphemeral,
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
