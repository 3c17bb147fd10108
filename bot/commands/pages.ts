import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { PLAN_NAMES, PLANS } from '../../domain/plans/plans.ts';
import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { type Body, body, words } from '../presenters/body.ts';
import { commandNames } from '../presenters/errors.ts';
import { inGuild } from './options.ts';

const withLink = (text: string, label: string, url: string): Body =>
  body(
    { type: ComponentType.Container, accent_color: 0x7c5cff, components: [words(text)] },
    {
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }],
    },
  );

export const help: SlashCommand = {
  needs: 'anyone',
  answers: 'message',
  data: { name: 'help', description: t('command.help') },
  run: async ({ context }) =>
    withLink(
      (['title', 'artists', 'staff', 'admins', 'everyone'] as const)
        .map((part) => t(`help.${part}`, commandNames))
        .join('\n\n'),
      t('help.dashboard'),
      context.urls.dashboard,
    ),
};

export const invite: SlashCommand = {
  needs: 'anyone',
  answers: 'message',
  data: { name: 'invite', description: t('command.invite') },
  run: async ({ context }) => withLink(t('invite.text'), t('invite.button'), context.urls.invite()),
};

export const premium: SlashCommand = {
  needs: 'member',
  answers: 'message',
  data: { name: 'premium', description: t('command.premium'), ...inGuild },
  async run({ context, actor }) {
    const plan = await context.acts.plan(actor.guildId);
    const above = PLANS.slice(PLANS.indexOf(plan) + 1).filter((each) => each !== 'free');
    return body(
      words(
        [
          t('premium.title', { plan: PLAN_NAMES[plan] }),
          ...(above.length > 0
            ? above.map((each) => t(`premium.${each}`))
            : [t('premium.highest')]),
          t('premium.ask', { support: context.urls.support }),
        ].join('\n'),
      ),
    );
  },
};

export const staffStatus: SlashCommand = {
  needs: 'staff',
  answers: 'message',
  data: { name: 'staff_status', description: t('command.staff_status'), ...inGuild },
  async run({ context, actor }) {
    const { staffChannelId } = await context.acts.settings.read(actor);
    return body(
      words(
        staffChannelId
          ? t('status_page.staff', {
              channel: `<#${staffChannelId}>`,
              role: t(actor.isAdmin ? 'status_page.role_admin' : 'status_page.role_staff'),
            })
          : t('status_page.staff_none', commandNames),
      ),
    );
  },
};
