import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import {
  isDecision,
  OPEN_STATUSES,
  STAFF_STATUSES,
  type Status,
} from '../../domain/submissions/status.ts';
import { t } from '../catalogues/translate.ts';
import type { BotContext } from '../context.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { presentDecision } from '../presenters/decision.ts';
import { presentQueue } from '../presenters/lists.ts';
import { createMessage, type MessageBody, textDisplay } from '../presenters/message.ts';
import {
  getSubmissionNumber,
  guildCommand,
  submissionNumberOption,
  suggestSubmissions,
  toRequestId,
} from './options.ts';

const QUEUE_PAGE_SIZE = 15;

export const queue: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  data: { name: 'queue', description: t('command.queue'), ...guildCommand },
  run: ({ context, actor }) => loadQueuePage(context, actor),
};

/** What is open, below the number `before`; absent: the newest. */
export async function loadQueuePage(
  { operations }: BotContext,
  actor: Actor,
  before?: number,
): Promise<MessageBody> {
  const [page, counts] = await Promise.all([
    operations.submissions.list(actor, {
      statuses: OPEN_STATUSES,
      limit: QUEUE_PAGE_SIZE,
      ...(before ? { before } : {}),
    }),
    operations.submissions.countByStatus(actor),
  ]);
  return presentQueue(page.items, {
    openCount: OPEN_STATUSES.reduce((sum, status) => sum + counts[status], 0),
    nextBefore: page.nextBefore,
    isFirst: !before,
  });
}

export const status: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  data: {
    name: 'status',
    description: t('command.status'),
    ...guildCommand,
    options: [
      submissionNumberOption,
      {
        type: ApplicationCommandOptionType.String,
        name: 'new_status',
        description: t('command.new_status'),
        required: true,
        choices: STAFF_STATUSES.map((value) => ({ name: t(`status.${value}`), value })),
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'reason',
        description: t('command.reason'),
        max_length: 1_000,
      },
    ],
  },
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor }) {
    const number = getSubmissionNumber(interaction);
    const newStatus = interaction.options.getString('new_status', true) as Status;
    const change = {
      requestId: toRequestId(interaction),
      number,
      reason: interaction.options.getString('reason') ?? undefined,
    };
    // A decision is one wherever it is made: it can be taken back here, too.
    if (isDecision(newStatus))
      return presentDecision(
        number,
        await context.operations.review.decide(actor, { ...change, decision: newStatus }),
      );
    const resultingStatus = await context.operations.review.setStatus(actor, {
      ...change,
      status: newStatus,
    });
    return createMessage(
      textDisplay(t('review.status_set', { number, status: t(`status.${resultingStatus}`) })),
    );
  },
};

export const reply: SlashCommand = {
  access: 'staff',
  responseType: 'message',
  data: {
    name: 'reply',
    description: t('command.reply'),
    ...guildCommand,
    options: [
      submissionNumberOption,
      {
        type: ApplicationCommandOptionType.String,
        name: 'message',
        description: t('command.message'),
        required: true,
        max_length: 2_000,
      },
    ],
  },
  autocomplete: suggestSubmissions,
  async run({ context, interaction, actor }) {
    const number = getSubmissionNumber(interaction);
    await context.operations.messages.sendToArtist(actor, {
      requestId: toRequestId(interaction),
      number,
      body: interaction.options.getString('message', true),
    });
    return createMessage(textDisplay(t('review.message_sent', { number })));
  },
};
