import { isStaffChannelLost } from '../../domain/settings/staff-channel-loss.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { askAboutUndelivered } from './undelivered.ts';

const toMention = (roleId: string): string => `<@&${roleId}>`;

export const staffStatus: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  name: 'staff_status',
  text: 'setup.command.staff_status',
  async run({ context, actor, t }) {
    const [settings, undelivered] = await Promise.all([
      context.operations.settings.get(actor),
      context.operations.deliveries.countUndelivered(actor),
    ]);
    const { staff } = settings;
    if (!staff.channelId) return createMessage(textDisplay(t('setup.staff.none')));
    return createMessage(
      textDisplay(
        [
          t('setup.staff.channel', { channel: `<#${staff.channelId}>` }),
          ...(isStaffChannelLost(settings) ? [t('setup.staff.lost')] : []),
          ...(staff.roleIds.length > 0
            ? [t('setup.staff.roles', { roles: staff.roleIds.map(toMention).join(', ') })]
            : []),
          t(actor.isAdmin ? 'setup.staff.you_are_admin' : 'setup.staff.you_are_staff'),
        ].join('\n'),
      ),
      ...askAboutUndelivered(t, undelivered, { canDeliver: !isStaffChannelLost(settings) }),
    );
  },
};
