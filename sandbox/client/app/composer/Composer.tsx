import { useState } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { isThread } from '../state/client-state.ts';
import { getChannelName, hasPermission, Permission } from '../state/names.ts';
import type { SlashCommand } from '../state/slash-commands.ts';
import { CommandForm } from './CommandForm.tsx';
import { MessageInput } from './MessageInput.tsx';

interface Props {
  channel: Channel;
  server: Server | undefined;
}

/** Where one writes: words, or a command and its options. */
export function Composer({ channel, server }: Props) {
  const [command, setCommand] = useState<SlashCommand | null>(null);
  const [text, setText] = useState('');
  const requiredPermission = isThread(channel)
    ? Permission.SendMessagesInThreads
    : Permission.SendMessages;
  const isLocked =
    channel.thread_metadata?.locked && !hasPermission(server, channel, Permission.ManageThreads);
  const isDisabled = isLocked || !hasPermission(server, channel, requiredPermission);
  const name = getChannelName(channel);
  const destination = isThread(channel) ? `“${name}”` : server ? `#${name}` : `@${name}`;
  if (command)
    return (
      <CommandForm
        key={command.key}
        command={command}
        channel={channel}
        onDone={(rest) => {
          setCommand(null);
          setText(rest);
        }}
      />
    );
  return (
    <MessageInput
      channel={channel}
      server={server}
      text={text}
      onText={setText}
      onCommand={setCommand}
      isDisabled={isDisabled ?? false}
      placeholder={
        isLocked
          ? 'This thread is locked.'
          : isDisabled
            ? 'You do not have permission to send messages in this channel.'
            : `Message ${destination}`
      }
    />
  );
}
