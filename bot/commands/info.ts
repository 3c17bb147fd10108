import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { PLAN_NAMES, PLANS } from '../../domain/plans/plans.ts';
import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { commandMentions } from '../presenters/errors.ts';
import { createMessage, type MessageBody, textDisplay } from '../presenters/message.ts';
import { guildCommand } from './options.ts';

const createLinkMessage = (text: string, label: string, url: string): MessageBody =>
  createMessage(
    { type: ComponentType.Container, accent_color: 0x7c5cff, components: [textDisplay(text)] },
    {
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }],
    },
  );

export const help: SlashCommand = {
  access: 'anyone',
  responseType: 'message',
  data: { name: 'help', description: t('command.help') },
  run: async ({ context }) =>
    createLinkMessage(
      (['title', 'artists', 'staff', 'admins', 'everyone'] as const)
        .map((part) => t(`help.${part}`, commandMentions))
        .join('\n\n'),
      t('help.dashboard'),
      context.urls.dashboard,
    ),
};

export const invite: SlashCommand = {
  access: 'anyone',
  responseType: 'message',
  data: { name: 'invite', description: t('command.invite') },
  run: async ({ context }) =>
    createLinkMessage(t('invite.text'), t('invite.button'), context.urls.invite()),
};

export const premium: SlashCommand = {
  access: 'member',
  responseType: 'message',
  data: { name: 'premium', description: t('command.premium'), ...guildCommand },
  async run({ context, actor }) {
    const plan = await context.operations.plans.get(actor);
    const higherPlans = PLANS.slice(PLANS.indexOf(plan) + 1).filter((each) => each !== 'free');
    return createMessage(
      textDisplay(
        [
          t('premium.title', { plan: PLAN_NAMES[plan] }),
          ...(higherPlans.length > 0
            ? higherPlans.map((each) => t(`premium.${each}`))
            : [t('premium.highest')]),
          t('premium.ask', { support: context.urls.support }),
        ].join('\n'),
      ),
    );
  },
};

export const staffStatus: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  data: { name: 'staff_status', description: t('command.staff_status'), ...guildCommand },
  async run({ context, actor }) {
    const { staffChannelId } = await context.operations.settings.get(actor);
    return createMessage(
      textDisplay(
        staffChannelId
          ? t('status_page.staff', {
              channel: `<#${staffChannelId}>`,
              role: t(actor.isAdmin ? 'status_page.role_admin' : 'status_page.role_staff'),
            })
          : t('status_page.staff_none', commandMentions),
      ),
    );
  },
};
