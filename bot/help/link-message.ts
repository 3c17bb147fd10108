import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';

/** A text with a button that opens an address. */
export const createLinkMessage = (text: string, label: string, url: string): MessageBody =>
  createMessage(
    { type: ComponentType.Container, accent_color: ACCENT_COLOUR, components: [textDisplay(text)] },
    {
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }],
    },
  );
