import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/** The link to the page on which an artist uploads files. @param text what they are for */
export const presentUploadLink = (
  t: Translator,
  { text, url, maxFileBytes }: { text: string; url: string; maxFileBytes: number },
): MessageBody =>
  createMessage(
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(text),
        textDisplay(t('uploads.hint', { megabytes: Math.floor(maxFileBytes / 1_000_000) })),
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.Button, style: ButtonStyle.Link, label: t('uploads.open'), url },
      ],
    },
  );

/** Under an artist's demo, while files can be added. */
export const addFilesButton = (t: Translator, number: number) => ({
  type: ComponentType.Button as const,
  style: ButtonStyle.Secondary as const,
  label: t('uploads.button'),
  custom_id: createCustomId('upload', 'add', number),
});
