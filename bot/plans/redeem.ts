import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { toUnixSeconds } from '../messages/markdown.ts';
import { createMessage, textDisplay } from '../messages/message.ts';

/** As people type and paste codes. */
const CODE_MAX_LENGTH = 100;

export const redeem: SlashCommand = {
  access: 'member',
  responseType: 'message',
  name: 'redeem',
  text: 'plans.command.redeem',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'code',
      text: 'plans.command.code',
      required: true,
      max_length: CODE_MAX_LENGTH,
    },
  ],
  async run({ context, interaction, actor, t }) {
    const { plan, startsAt, endsAt } = await context.operations.plans.redeem(actor, {
      code: interaction.options.getString('code', true),
    });
    return createMessage(
      textDisplay(
        t(startsAt > Date.now() ? 'plans.redeemed.later' : 'plans.redeemed.now', {
          plan: PLAN_NAMES[plan],
          startSeconds: toUnixSeconds(startsAt),
          endSeconds: toUnixSeconds(endsAt),
        }),
      ),
    );
  },
};
