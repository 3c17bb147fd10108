import { GuildMember } from 'discord.js';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { toMemberActor } from '../discord/actor.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { suggestSubmissions } from '../review/index.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';

export const assign: SlashCommand = {
  access: 'staff',
  feature: 'assignment',
  responseType: 'message',
  name: 'assign',
  text: 'assignments.command.assign',
  options: [
    submissionNumberOption,
    {
      type: ApplicationCommandOptionType.User,
      name: 'member',
      text: 'assignments.command.member',
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: 'unassign',
      text: 'assignments.command.unassign',
    },
  ],
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor, t }) {
    const { assignments } = context.operations;
    const number = getNumberOption(interaction);
    const change = { requestId: toRequestId(interaction), subject: submissionSubject(number) };
    if (interaction.options.getBoolean('unassign') === true) {
      await assignments.unassign(actor, change);
      return createMessage(textDisplay(t('assignments.unassigned', { number })));
    }
    const user = interaction.options.getUser('member');
    const member = interaction.options.getMember('member');
    const assignee =
      user && user.id !== actor.userId
        ? toMemberActor(actor.guildId, user, member instanceof GuildMember ? member : null)
        : undefined;
    const { id } = await assignments.assign(actor, { ...change, assignee });
    return createMessage(
      textDisplay(
        id === actor.userId
          ? t('assignments.mine', { number })
          : t('assignments.assigned', { number, assigneeId: id }),
      ),
    );
  },
};
