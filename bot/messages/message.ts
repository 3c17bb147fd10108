import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';

/** Of the 4,000 characters of text that Discord allows in a message. */
export const MAX_TEXT_LENGTH = 3_900;

/** A whole message: Components v2, and no mention in it ever pings. */
export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'components' | 'flags' | 'allowed_mentions'
>;

/**
 * A message whose attachment Discord plays in place, which it does not in Components v2: there a
 * file is a download.
 */
export type FileMessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'components' | 'allowed_mentions'
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

/** Under a list: shows another page of it. */
export const pageButton = (label: string, customId: string): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id: customId,
});

/** A container of one text; empty lines are left out. */
export const createPanel = (accent_color: number, ...lines: string[]): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color,
    components: [textDisplay(lines.filter(Boolean).join('\n'))],
  });

/**
 * Sets a delivery's marker, the `id` of the message's first component. A retry finds the message of
 * an earlier attempt by it.
 */
export function withMarker<B extends Pick<MessageBody, 'components'>>(
  message: B,
  marker: number,
): B {
  const [first, ...rest] = message.components ?? [];
  return first ? { ...message, components: [{ ...first, id: marker }, ...rest] } : message;
}
