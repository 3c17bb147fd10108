import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { REASON_MAX_LENGTH } from '../../domain/review/reason-length.ts';
import { isDecision, STAFF_STATUSES, type Status } from '../../domain/submissions/status.ts';
import { listPlanStatuses } from '../../domain/submissions/status-features.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { SelectMenu, SlashCommand } from '../dispatch/types.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { parseReasonOption, suggestReasons } from '../saved-reasons/index.ts';
import { getNumberOption, submissionNumberOption } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';
import { followDecision } from './decision.ts';
import { getNumberArg } from './submission-number.ts';
import { suggestSubmissions } from './suggest-submissions.ts';

const STATUS_OPTION = 'new_status';
const REASON_OPTION = 'reason';

export const status: SlashCommand = {
  access: 'staff',
  responseType: 'progress',
  name: 'status',
  text: 'review.command.status',
  options: [
    submissionNumberOption,
    {
      type: ApplicationCommandOptionType.String,
      name: STATUS_OPTION,
      text: 'review.command.new_status',
      required: true,
      autocomplete: true,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: REASON_OPTION,
      text: 'review.command.reason',
      max_length: REASON_MAX_LENGTH,
      autocomplete: true,
    },
  ],
  autocomplete: (invocation) => {
    switch (invocation.interaction.options.getFocused(true).name) {
      case STATUS_OPTION:
        return suggestStatuses(invocation);
      case REASON_OPTION:
        return suggestReasons(invocation);
      default:
        return suggestSubmissions(invocation);
    }
  },
  async *run(invocation) {
    const { context, interaction, actor, t } = invocation;
    const number = getNumberOption(interaction);
    const newStatus = parseTypedStatus(t, interaction.options.getString(STATUS_OPTION, true));
    const change = {
      requestId: toRequestId(interaction),
      number,
      ...parseReasonOption(interaction.options.getString(REASON_OPTION)),
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
    yield presentStatus(t, number, resultingStatus);
  },
};

/** The menu on the card. */
export const chooseStatus: SelectMenu = {
  id: 'card:status',
  access: 'staff',
  responseType: 'message',
  async run({ context, interaction, actor, t }) {
    const number = getNumberArg(interaction);
    const resultingStatus = await context.operations.review.setStatus(actor, {
      requestId: toRequestId(interaction),
      number,
      // The operation refuses what is none.
      status: interaction.values[0] as Status,
    });
    return presentStatus(t, number, resultingStatus);
  },
};

const presentStatus = (t: Translator, number: number, to: Status): MessageBody =>
  createMessage(
    textDisplay(t('review.status_set', { number, status: t(`submissions.status.${to}`) })),
  );

/** Suggests the statuses that the plan has. */
const suggestStatuses: NonNullable<SlashCommand['autocomplete']> = async ({
  context,
  interaction,
  actor,
  t,
}) => {
  const typed = fold(String(interaction.options.getFocused()));
  return listPlanStatuses(await context.operations.plans.get(actor))
    .map((value) => ({ name: t(`submissions.status.${value}`), value }))
    .filter(({ name }) => fold(name).includes(typed));
};

/** A suggestion's value, or what somebody typed without choosing one. */
const parseTypedStatus = (t: Translator, typed: string): Status =>
  STAFF_STATUSES.find((each) => fold(t(`submissions.status.${each}`)) === fold(typed)) ??
  (typed as Status);

const fold = (text: string): string => text.trim().toLocaleLowerCase();
