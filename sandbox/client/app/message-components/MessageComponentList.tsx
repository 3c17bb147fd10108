import type { ReactNode } from 'react';
import type { MessageComponent } from '../api/types.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { FileCard } from '../messages/Attachments.tsx';
import { toHexColor } from '../state/names.ts';
import { ButtonComponent } from './ButtonComponent.tsx';
import { Picture } from './Picture.tsx';
import { SelectComponent } from './SelectComponent.tsx';

const ComponentType = {
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
const SELECT_TYPES = [3, 5, 6, 7, 8];

/** Message components, old and new. */
export function MessageComponentList({ components }: { components: MessageComponent[] }) {
  return components.map((component, index) => (
    <MessageComponentView
      key={component.id ?? component.custom_id ?? index}
      component={component}
    />
  ));
}

function MessageComponentView({ component }: { component: MessageComponent }): ReactNode {
  const children = component.components ?? [];
  switch (component.type) {
    case ComponentType.Row:
      return (
        <div className="row">
          <MessageComponentList components={children} />
        </div>
      );
    case ComponentType.Button:
      return <ButtonComponent component={component} />;
    case ComponentType.Section:
      return (
        <div className="part-section">
          <div>
            <MessageComponentList components={children} />
          </div>
          {component.accessory && <MessageComponentView component={component.accessory} />}
        </div>
      );
    case ComponentType.Text:
      return <Markdown text={component.content ?? ''} />;
    case ComponentType.Thumbnail:
      return (
        <Picture
          url={component.media!.url}
          alt={component.description ?? ''}
          className="thumbnail"
          isSpoiler={component.spoiler}
        />
      );
    case ComponentType.Gallery:
      return (
        <div className="gallery" data-count={Math.min(component.items!.length, 4)}>
          {component.items!.map((item) => (
            <Picture
              key={item.media.url}
              url={item.media.url}
              alt={item.description ?? ''}
              isSpoiler={item.spoiler}
            />
          ))}
        </div>
      );
    case ComponentType.File:
      return (
        <FileCard
          name={component.name ?? 'file'}
          url={component.file!.url}
          size={component.size ?? 0}
        />
      );
    case ComponentType.Separator:
      return (
        <hr
          className="separator"
          data-large={component.spacing === 2 || undefined}
          data-line={component.divider}
        />
      );
    case ComponentType.Container:
      return <Container component={component} />;
    default:
      return SELECT_TYPES.includes(component.type) ? (
        <SelectComponent component={component} />
      ) : null;
  }
}

function Container({ component }: { component: MessageComponent }) {
  const color = component.accent_color == null ? undefined : toHexColor(component.accent_color);
  return (
    <div
      className="container"
      data-accent={color ? true : undefined}
      style={color ? { borderLeftColor: color } : undefined}
    >
      <MessageComponentList components={component.components ?? []} />
    </div>
  );
}
