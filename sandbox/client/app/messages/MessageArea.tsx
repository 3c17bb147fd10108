import { useEffect } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { Composer } from '../composer/Composer.tsx';
import { useClientState, useSession } from '../state/session-context.ts';
import { uiStore } from '../state/ui.ts';
import { MessageList } from './MessageList.tsx';

/** A channel's messages and the box to write in. */
export function MessageArea(props: { channel: Channel; server: Server | undefined }) {
  const session = useSession();
  const { channel, server } = props;
  const messageLog = useClientState((state) => state.logs[channel.id]);
  useEffect(() => {
    void session.openChannel(channel.id);
    return () => uiStore.patch({ replyTo: null, editing: null });
  }, [session, channel.id]);
  return (
    <div className="message-area">
      {messageLog ? (
        <MessageList channel={channel} server={server} messageLog={messageLog} />
      ) : (
        <div className="message-scroll" />
      )}
      <Composer channel={channel} server={server} />
    </div>
  );
}
