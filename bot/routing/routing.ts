import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { inspectTarget, POST_CHANNEL_TYPES } from '../discord/inspect-target.ts';
import type { Button, SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { OUTCOMES, type Outcome, presentRouting } from './present-routing.ts';

const rule = { access: 'admin', feature: 'routing' } as const;

/** Without options it shows the channels. */
export const routing: SlashCommand = {
  ...rule,
  responseType: 'message',
  name: 'routing',
  text: 'routing.command.routing',
  options: OUTCOMES.map((outcome) => ({
    type: ApplicationCommandOptionType.Channel as const,
    name: outcome,
    text: `routing.command.${outcome}` as const,
    channel_types: [...POST_CHANNEL_TYPES],
  })),
  async run({ context, interaction, actor, t }) {
    const { guild } = interaction;
    const approved = interaction.options.getChannel('approved')?.id;
    const rejected = interaction.options.getChannel('rejected')?.id;
    for (const id of [approved, rejected]) {
      if (id === undefined) continue;
      const { exists, missing } = inspectTarget(t, guild, id);
      if (exists && missing.length === 0) continue;
      return createMessage(
        textDisplay(
          t(exists ? 'routing.bad_channel.missing' : 'routing.bad_channel.gone', {
            channel: `<#${id}>`,
            missing,
          }),
        ),
      );
    }
    if (approved || rejected)
      await context.operations.review.setRouting(actor, {
        ...(approved ? { approvedChannelId: approved } : {}),
        ...(rejected ? { rejectedChannelId: rejected } : {}),
      });
    return presentRouting(context, t, actor, guild);
  },
};

const createStop = (outcome: Outcome): Button => ({
  ...rule,
  id: `routing:stop_${outcome}`,
  responseType: 'update',
  async run({ context, interaction, actor, t }) {
    await context.operations.review.setRouting(actor, { [`${outcome}ChannelId`]: null });
    return presentRouting(context, t, actor, interaction.guild);
  },
});

export const stopApproved = createStop('approved');
export const stopRejected = createStop('rejected');
