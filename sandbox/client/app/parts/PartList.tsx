import type { ReactNode } from 'react';
import type { Part } from '../api/types.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { FileCard } from '../messages/Attachments.tsx';
import { hex } from '../state/names.ts';
import { PartButton } from './PartButton.tsx';
import { PartSelect } from './PartSelect.tsx';
import { Picture } from './Picture.tsx';

const Type = {
  Row: 1,
  Button: 2,
  Section: 9,
  Text: 10,
  Thumbnail: 11,
  Gallery: 12,
  File: 13,
  Separator: 14,
  Container: 17,
} as const;
const SELECTS = [3, 5, 6, 7, 8];

/** Message components, old and new. */
export function PartList({ parts }: { parts: Part[] }) {
  return parts.map((part, index) => (
    <PartView key={part.id ?? part.custom_id ?? index} part={part} />
  ));
}

function PartView({ part }: { part: Part }): ReactNode {
  const inside = part.components ?? [];
  switch (part.type) {
    case Type.Row:
      return (
        <div className="row">
          <PartList parts={inside} />
        </div>
      );
    case Type.Button:
      return <PartButton part={part} />;
    case Type.Section:
      return (
        <div className="part-section">
          <div>
            <PartList parts={inside} />
          </div>
          {part.accessory && <PartView part={part.accessory} />}
        </div>
      );
    case Type.Text:
      return <Markdown text={part.content ?? ''} />;
    case Type.Thumbnail:
      return (
        <Picture
          url={part.media!.url}
          alt={part.description ?? ''}
          className="thumbnail"
          spoiler={part.spoiler}
        />
      );
    case Type.Gallery:
      return (
        <div className="gallery" data-count={Math.min(part.items!.length, 4)}>
          {part.items!.map((item) => (
            <Picture
              key={item.media.url}
              url={item.media.url}
              alt={item.description ?? ''}
              spoiler={item.spoiler}
            />
          ))}
        </div>
      );
    case Type.File:
      return <FileCard name={part.name ?? 'file'} url={part.file!.url} size={part.size ?? 0} />;
    case Type.Separator:
      return (
        <hr
          className="separator"
          data-large={part.spacing === 2 || undefined}
          data-line={part.divider}
        />
      );
    case Type.Container:
      return <Container part={part} />;
    default:
      return SELECTS.includes(part.type) ? <PartSelect part={part} /> : null;
  }
}

function Container({ part }: { part: Part }) {
  const color = part.accent_color == null ? undefined : hex(part.accent_color);
  return (
    <div
      className="container"
      data-accent={color ? true : undefined}
      style={color ? { borderLeftColor: color } : undefined}
    >
      <PartList parts={part.components ?? []} />
    </div>
  );
}
