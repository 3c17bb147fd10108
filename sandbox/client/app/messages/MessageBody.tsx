import type { Message, MessageComponent, Server } from '../api/types.ts';
import { ChannelLink } from '../components/ChannelLink.tsx';
import { formatMessageTime } from '../markdown/format-time.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { MessageComponentList } from '../message-components/MessageComponentList.tsx';
import { MessageContext } from '../message-components/message-context.ts';
import { createPath } from '../state/app-location.ts';
import { Attachments } from './Attachments.tsx';
import { EmbedCard } from './EmbedCard.tsx';
import { hasFlag, MessageFlag } from './message-kind.ts';

export function MessageBody({ message, server }: { message: Message; server: Server | undefined }) {
  if (hasFlag(message, MessageFlag.Loading))
    return (
      <div className="thinking" role="status">
        <span className="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {message.author.username} is thinking…
      </div>
    );
  const components = (message.components ?? []) as unknown as MessageComponent[];
  const shownUrls = new Set(mediaUrls(components));
  const files = message.attachments.filter((file) => !shownUrls.has(file.url.split('?')[0]!));
  return (
    <>
      {message.content && (
        <div className="message-text">
          <Markdown text={message.content} />
          {message.edited_timestamp && (
            <span className="edited" title={formatMessageTime(message.edited_timestamp)}>
              (edited)
            </span>
          )}
        </div>
      )}
      {message.embeds.map((embed, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: embeds have no other name
        <EmbedCard key={index} embed={embed} />
      ))}
      {files.length > 0 && <Attachments files={files} />}
      {components.length > 0 && (
        <MessageContext.Provider value={message}>
          <div className="parts">
            <MessageComponentList components={components} />
          </div>
        </MessageContext.Provider>
      )}
      {message.thread && server && (
        <ChannelLink
          path={createPath(server.id, message.thread.id)}
          channelId={message.thread.id}
          className="thread-card"
        >
          <strong>{message.thread.name}</strong> <span>See thread ›</span>
        </ChannelLink>
      )}
    </>
  );
}

/** Files that a component shows are not shown twice. */
function mediaUrls(components: MessageComponent[]): string[] {
  return components.flatMap((component) => [
    ...[
      component.media,
      component.file,
      ...(component.items ?? []).map((item) => item.media),
    ].flatMap((media) => (media ? [media.url.split('?')[0]!] : [])),
    ...mediaUrls([
      ...(component.components ?? []),
      ...(component.accessory ? [component.accessory] : []),
    ]),
  ]);
}
