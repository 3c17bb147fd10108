import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { REASON_MAX_LENGTH } from '../../domain/review/reason-length.ts';
import { isDecision, STAFF_STATUSES, type Status } from '../../domain/submissions/status.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createMessage, textDisplay } from '../messages/message.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';
import { followDecision } from './decision.ts';
import { suggestSubmissions } from './suggest-submissions.ts';

export const status: SlashCommand = {
  access: 'staff',
  responseType: 'progress',
  name: 'status',
  text: 'review.command.status',
  options: [
    submissionNumberOption,
    {
      type: ApplicationCommandOptionType.String,
      name: 'new_status',
      text: 'review.command.new_status',
      required: true,
      choices: STAFF_STATUSES.map((value) => ({ text: `submissions.status.${value}`, value })),
    },
    {
      type: ApplicationCommandOptionType.String,
      name: 'reason',
      text: 'review.command.reason',
      max_length: REASON_MAX_LENGTH,
    },
  ],
  autocomplete: suggestSubmissions,
  async *run(invocation) {
    const { context, interaction, actor, t } = invocation;
    const number = getNumberOption(interaction);
    const newStatus = interaction.options.getString('new_status', true) as Status;
    const change = {
      requestId: toRequestId(interaction),
      number,
      reason: interaction.options.getString('reason') ?? undefined,
    };
    // A decision made here can be undone like one made on the card.
    if (isDecision(newStatus))
      return yield* followDecision(invocation, number, () =>
        context.operations.review.decide(actor, { ...change, decision: newStatus }),
      );
    const resultingStatus = await context.operations.review.setStatus(actor, {
      ...change,
      status: newStatus,
    });
    yield createMessage(
      textDisplay(
        t('review.status_set', { number, status: t(`submissions.status.${resultingStatus}`) }),
      ),
    );
  },
};
