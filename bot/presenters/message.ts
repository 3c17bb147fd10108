import {
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ComponentType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';

/** A whole message: Components v2, and no mention in it ever pings. */
export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'components' | 'flags' | 'allowed_mentions'
>;

export const createMessage = (...components: APIMessageTopLevelComponent[]): MessageBody => ({
  components,
  flags: MessageFlags.IsComponentsV2,
  allowed_mentions: { parse: [] },
});

export const textDisplay = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
});

/**
 * Puts a delivery's marker on a message: the `id` of its first component. A retry whose earlier try
 * may have arrived looks for it; Discord keeps the ids it is given.
 */
export function withMarker(message: MessageBody, marker: number): MessageBody {
  const [first, ...rest] = message.components ?? [];
  return first ? { ...message, components: [{ ...first, id: marker }, ...rest] } : message;
}
