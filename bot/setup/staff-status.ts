import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

export const staffStatus: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'staff_status',
  text: 'setup.command.staff_status',
  async run({ context, actor, t }) {
    const { staffChannelId } = await context.operations.settings.get(actor);
    return createMessage(
      textDisplay(
        staffChannelId
          ? [
              t('setup.staff.channel', { channel: `<#${staffChannelId}>` }),
              t(actor.isAdmin ? 'setup.staff.you_are_admin' : 'setup.staff.you_are_staff'),
            ].join('\n')
          : t('setup.staff.none'),
      ),
    );
  },
};
