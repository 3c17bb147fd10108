import { DANGER_COLOUR } from '../colours.ts';
import { escapeSingleLine } from '../markdown.ts';
import { createPanel, type MessageBody } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';

/** Tells an admin that the bot cannot post in the staff channel any more. */
export const presentStaffChannelLost = (t: MessageTranslator, serverName: string): MessageBody =>
  createPanel(
    DANGER_COLOUR,
    t('setup.staff_channel_lost.title', { server: escapeSingleLine(serverName, 100) }),
    t('setup.staff_channel_lost.text'),
    t('setup.staff_channel_lost.next'),
  );
