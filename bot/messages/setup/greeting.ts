import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { ACCENT_COLOUR } from '../colours.ts';
import { createCustomId } from '../custom-id.ts';
import { escapeSingleLine } from '../markdown.ts';
import { createMessage, createPanel, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';

/** Opens the form that sets a server up; see bot/setup. */
export const setupButtonRow = (t: MessageTranslator) => ({
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.Button as const,
      style: ButtonStyle.Primary as const,
      label: t('setup.greeting.button'),
      custom_id: createCustomId('setup', 'begin'),
    },
  ],
});

/** Says hello in a server that the bot was added to. */
export const presentGreeting = (t: MessageTranslator): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [textDisplay(t('setup.greeting.text')), setupButtonRow(t)],
  });

/** The same to the owner of a server in which the bot can write nowhere. */
export const presentGreetingDm = (t: MessageTranslator, serverName: string): MessageBody =>
  createPanel(ACCENT_COLOUR, t('setup.greeting.dm', { server: escapeSingleLine(serverName, 100) }));
