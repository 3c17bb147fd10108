import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

export const staffStatus: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'staff_status',
  text: 'setup.command.staff_status',
  async run({ context, actor, t }) {
    const { staff } = await context.operations.settings.get(actor);
    return createMessage(
      textDisplay(
        staff.channelId
          ? [
              t('setup.staff.channel', { channel: `<#${staff.channelId}>` }),
              t(actor.isAdmin ? 'setup.staff.you_are_admin' : 'setup.staff.you_are_staff'),
            ].join('\n')
          : t('setup.staff.none'),
      ),
    );
  },
};
