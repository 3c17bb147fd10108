import { useEffect } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { Composer } from '../composer/Composer.tsx';
import { useSession, useWorld } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { MessageList } from './MessageList.tsx';

/** A channel's messages and the box to write in. */
export function MessageArea(props: { channel: Channel; server: Server | undefined }) {
  const session = useSession();
  const { channel, server } = props;
  const log = useWorld((world) => world.logs[channel.id]);
  useEffect(() => {
    void session.open(channel.id);
    return () => ui.patch({ replyTo: null, editing: null });
  }, [session, channel.id]);
  return (
    <div className="message-area">
      {log ? (
        <MessageList channel={channel} server={server} log={log} />
      ) : (
        <div className="message-scroll" />
      )}
      <Composer channel={channel} server={server} />
    </div>
  );
}
