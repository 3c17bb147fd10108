import type { APIEmbed } from 'discord-api-types/v10';
import { formatMessageTime } from '../markdown/format-time.ts';
import { InlineMarkdown, Markdown } from '../markdown/Markdown.tsx';
import { SmartLink } from '../markdown/SmartLink.tsx';
import { Picture } from '../message-components/Picture.tsx';
import { toHexColor } from '../state/names.ts';

export function EmbedCard({ embed }: { embed: APIEmbed }) {
  const color = embed.color === undefined ? undefined : toHexColor(embed.color);
  return (
    <article className="embed" style={{ borderLeftColor: color }}>
      <div className="embed-main">
        {embed.author && (
          <div className="embed-author">
            {embed.author.icon_url && (
              <img className="embed-icon" src={embed.author.icon_url} alt="" />
            )}
            {embed.author.url ? (
              <SmartLink href={embed.author.url}>{embed.author.name}</SmartLink>
            ) : (
              embed.author.name
            )}
          </div>
        )}
        {embed.title && (
          <div className="embed-title">
            {embed.url ? (
              <SmartLink href={embed.url}>
                <InlineMarkdown text={embed.title} />
              </SmartLink>
            ) : (
              <InlineMarkdown text={embed.title} />
            )}
          </div>
        )}
        {embed.description && <Markdown text={embed.description} />}
        {embed.fields && (
          <dl className="embed-fields">
            {embed.fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other name
              <div key={index} className={field.inline ? 'inline' : ''}>
                <dt>
                  <InlineMarkdown text={field.name} />
                </dt>
                <dd>
                  <Markdown text={field.value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {embed.image && <Picture url={embed.image.url} alt="" className="embed-image" />}
        {(embed.footer || embed.timestamp) && (
          <footer>
            {embed.footer?.icon_url && (
              <img className="embed-icon" src={embed.footer.icon_url} alt="" />
            )}
            {[embed.footer?.text, embed.timestamp && formatMessageTime(embed.timestamp)]
              .filter(Boolean)
              .join(' • ')}
          </footer>
        )}
      </div>
      {embed.thumbnail && <Picture url={embed.thumbnail.url} alt="" className="embed-thumbnail" />}
    </article>
  );
}
