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
import { type Body, body, words } from '../presenters/body.ts';
import { presentDecided } from '../presenters/decided.ts';
import { presentQueue } from '../presenters/lists.ts';
import { inGuild, numberOf, numberOption, requestIdOf, suggestNumbers } from './options.ts';

const QUEUE_LENGTH = 15;

export const queue: SlashCommand = {
  needs: 'staff',
  answers: 'message',
  data: { name: 'queue', description: t('command.queue'), ...inGuild },
  run: ({ context, actor }) => queuePage(context, actor),
};

/** What is open, below the number `before`; absent: the newest. */
export async function queuePage(
  { acts }: BotContext,
  actor: Actor,
  before?: number,
): Promise<Body> {
  const [page, counts] = await Promise.all([
    acts.submissions.list(actor, {
      statuses: OPEN_STATUSES,
      limit: QUEUE_LENGTH,
      ...(before ? { before } : {}),
    }),
    acts.submissions.counts(actor),
  ]);
  return presentQueue(page.items, {
    open: OPEN_STATUSES.reduce((sum, status) => sum + counts[status], 0),
    older: page.nextBefore,
    isFirst: !before,
  });
}

export const status: SlashCommand = {
  needs: 'staff',
  answers: 'message',
  data: {
    name: 'status',
    description: t('command.status'),
    ...inGuild,
    options: [
      numberOption,
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
  autocomplete: suggestNumbers,
  async run({ context, interaction, actor }) {
    const number = numberOf(interaction);
    const wanted = interaction.options.getString('new_status', true) as Status;
    const change = {
      requestId: requestIdOf(interaction),
      number,
      reason: interaction.options.getString('reason') ?? undefined,
    };
    // A decision is one wherever it is made: it can be taken back here, too.
    if (isDecision(wanted))
      return presentDecided(
        number,
        await context.acts.review.decide(actor, { ...change, decision: wanted }),
      );
    const reached = await context.acts.review.setStatus(actor, { ...change, status: wanted });
    return body(words(t('review.status_set', { number, status: t(`status.${reached}`) })));
  },
};

export const reply: SlashCommand = {
  needs: 'staff',
  answers: 'message',
  data: {
    name: 'reply',
    description: t('command.reply'),
    ...inGuild,
    options: [
      numberOption,
      {
        type: ApplicationCommandOptionType.String,
        name: 'message',
        description: t('command.message'),
        required: true,
        max_length: 2_000,
      },
    ],
  },
  autocomplete: suggestNumbers,
  async run({ context, interaction, actor }) {
    const number = numberOf(interaction);
    await context.acts.messages.toArtist(actor, {
      requestId: requestIdOf(interaction),
      number,
      body: interaction.options.getString('message', true),
    });
    return body(words(t('review.message_sent', { number })));
  },
};
