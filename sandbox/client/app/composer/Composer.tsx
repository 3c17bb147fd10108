import { useState } from 'react';
import type { Channel, Server } from '../api/types.ts';
import type { Slash } from '../state/commands.ts';
import { channelName, may, Permission } from '../state/names.ts';
import { isThread } from '../state/world.ts';
import { CommandForm } from './CommandForm.tsx';
import { TextBox } from './TextBox.tsx';

interface Props {
  channel: Channel;
  server: Server | undefined;
}

/** Where one writes: words, or a command and its options. */
export function Composer({ channel, server }: Props) {
  const [command, setCommand] = useState<Slash | null>(null);
  const [text, setText] = useState('');
  const bit = isThread(channel) ? Permission.SendMessagesInThreads : Permission.SendMessages;
  const locked = channel.thread_metadata?.locked && !may(server, channel, Permission.ManageThreads);
  const mute = locked || !may(server, channel, bit);
  const name = channelName(channel);
  const place = isThread(channel) ? `“${name}”` : server ? `#${name}` : `@${name}`;
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
    <TextBox
      channel={channel}
      server={server}
      text={text}
      onText={setText}
      onCommand={setCommand}
      mute={mute ?? false}
      placeholder={
        locked
          ? 'This thread is locked.'
          : mute
            ? 'You do not have permission to send messages in this channel.'
            : `Message ${place}`
      }
    />
  );
}
