import type { Message, Part, Server } from '../api/types.ts';
import { PlaceLink } from '../components/PlaceLink.tsx';
import { Markdown } from '../markdown/Markdown.tsx';
import { messageTime } from '../markdown/times.ts';
import { MessageContext } from '../parts/message-context.ts';
import { PartList } from '../parts/PartList.tsx';
import { pathOf } from '../state/place.ts';
import { Attachments } from './Attachments.tsx';
import { EmbedCard } from './EmbedCard.tsx';
import { Flag, has } from './kind.ts';

export function MessageBody({ message, server }: { message: Message; server: Server | undefined }) {
  if (has(message, Flag.Loading))
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
  const parts = (message.components ?? []) as unknown as Part[];
  const shown = new Set(mediaUrls(parts));
  const files = message.attachments.filter((file) => !shown.has(file.url.split('?')[0]!));
  return (
    <>
      {message.content && (
        <div className="message-text">
          <Markdown text={message.content} />
          {message.edited_timestamp && (
            <span className="edited" title={messageTime(message.edited_timestamp)}>
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
      {parts.length > 0 && (
        <MessageContext.Provider value={message}>
          <div className="parts">
            <PartList parts={parts} />
          </div>
        </MessageContext.Provider>
      )}
      {message.thread && server && (
        <PlaceLink
          path={pathOf(server.id, message.thread.id)}
          channelId={message.thread.id}
          className="thread-card"
        >
          <strong>{message.thread.name}</strong> <span>See thread ›</span>
        </PlaceLink>
      )}
    </>
  );
}

/** Files that a component shows are not shown twice. */
function mediaUrls(parts: Part[]): string[] {
  return parts.flatMap((part) => [
    ...[part.media, part.file, ...(part.items ?? []).map((item) => item.media)].flatMap((media) =>
      media ? [media.url.split('?')[0]!] : [],
    ),
    ...mediaUrls([...(part.components ?? []), ...(part.accessory ? [part.accessory] : [])]),
  ]);
}
