import type { SlashCommand } from '../dispatch/types.ts';
import { createLinkMessage } from './link-message.ts';

export const invite: SlashCommand = {
  access: 'anyone',
  responseType: 'message',
  name: 'invite',
  text: 'help.command.invite',
  run: async ({ context, t }) =>
    createLinkMessage(t('help.invite'), t('help.invite_button'), context.urls.invite()),
};
