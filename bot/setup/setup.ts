import type { SlashCommand } from '../dispatch/types.ts';
import { presentSetup } from './present-setup.ts';

export const setup: SlashCommand = {
  access: 'admin',
  responseType: 'message',
  name: 'setup',
  text: 'setup.command.setup',
  run: ({ context, interaction, actor, t }) => presentSetup(context, t, actor, interaction.guild),
};
