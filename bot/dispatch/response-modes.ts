import {
  type AutocompleteInteraction,
  type InteractionEditReplyOptions,
  type InteractionReplyOptions,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
} from 'discord.js';
import pTimeout from 'p-timeout';
import { isVektraError } from '../../domain/errors/errors.ts';
import { toActor } from '../discord/actor.ts';
import { createRetryButton } from '../forms/index.ts';
import { presentError } from '../messages/errors/errors.ts';
import type { MessageBody } from '../messages/message.ts';
import { setupButtonRow } from '../messages/setup/greeting.ts';
import type { Failure, ResponseMode } from './pipeline.ts';
import { SLOW_RESPONSE_MS, withSlowNotice } from './slow-notice.ts';
import type { Form, FormOpener, RepliableInteraction, Suggestion } from './types.ts';

const MAX_SUGGESTIONS = 25;
/** Discord took an earlier try whose answer was lost; discord.js then sends it again. */
const ALREADY_ACKNOWLEDGED = 40_060;

/** One message, in a reply that only this person sees. */
export const messageMode: ResponseMode<RepliableInteraction, MessageBody> = {
  isReply: true,
  acknowledge: (interaction) => acknowledge(interaction, () => deferReply(interaction)),
  async render(interaction, work, t) {
    await editReply(interaction, await withSlowNotice(interaction, work, t));
  },
  renderError: replyWithError,
};

/** One message that the whole channel sees; what went wrong only the person does. */
export const publicMode: ResponseMode<RepliableInteraction, MessageBody> = {
  ...messageMode,
  acknowledge: (interaction) => acknowledge(interaction, () => interaction.deferReply()),
  async renderError(interaction, failure) {
    if (!interaction.deferred) return replyWithError(interaction, failure);
    // The first follow-up would take the place of a reply that waits.
    await interaction.deleteReply();
    await interaction.followUp(toEphemeral(createErrorMessage(interaction, failure)));
  },
};

/** One message, in place of the one whose button was pressed, or opened the form. */
export const updateMode: ResponseMode<RepliableInteraction, MessageBody> = {
  ...messageMode,
  acknowledge: (interaction) =>
    acknowledge(interaction, () =>
      // Only a message that is this person's own is replaced: what everybody sees stays as it is.
      isFromMessage(interaction) && interaction.message.flags.has(MessageFlags.Ephemeral)
        ? interaction.deferUpdate()
        : deferReply(interaction),
    ),
};

const isFromMessage = (
  interaction: RepliableInteraction,
): interaction is
  | Extract<RepliableInteraction, { componentType: unknown }>
  | ModalMessageModalSubmitInteraction =>
  interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());

/** A reply that is edited with each message that differs from the one before. */
export const progressMode: ResponseMode<RepliableInteraction, AsyncIterable<MessageBody>> = {
  isReply: true,
  acknowledge: messageMode.acknowledge,
  async render(interaction, work, t, onFirstResponse) {
    const { messages, first } = await withSlowNotice(
      interaction,
      async () => {
        const iterator = (await work())[Symbol.asyncIterator]();
        return { messages: iterator, first: await iterator.next() };
      },
      t,
    );
    let shown = '';
    for (let next = first; !next.done; next = await messages.next()) {
      const text = JSON.stringify(next.value);
      if (text !== shown) await editReply(interaction, next.value);
      if (shown === '') onFirstResponse();
      shown = text;
    }
  },
  renderError: replyWithError,
};

/** A form, which Discord takes only as the first response: it is its own acknowledgement. */
export const formMode: ResponseMode<FormOpener, Form> = {
  isReply: true,
  async render(interaction, work) {
    await interaction.showModal(await work());
  },
  renderError: replyWithError,
};

/** Suggestions cannot be acknowledged first: when they take too long, or fail, there are none. */
export const autocompleteMode: ResponseMode<AutocompleteInteraction, Suggestion[]> = {
  isReply: false,
  async render(interaction, work) {
    const suggestions = await pTimeout(work(), {
      milliseconds: SLOW_RESPONSE_MS,
      fallback: () => [],
    });
    await interaction.respond(suggestions.slice(0, MAX_SUGGESTIONS));
  },
  renderError: (interaction) => interaction.respond([]),
};

async function acknowledge(
  interaction: RepliableInteraction,
  send: () => Promise<unknown>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if ((error as { code?: unknown }).code !== ALREADY_ACKNOWLEDGED) throw error;
    interaction.deferred = true;
  }
}

const deferReply = (interaction: RepliableInteraction) =>
  interaction.deferReply({ flags: MessageFlags.Ephemeral });

async function replyWithError(interaction: RepliableInteraction, failure: Failure): Promise<void> {
  const message = createErrorMessage(interaction, failure);
  if (interaction.deferred || interaction.replied) await editReply(interaction, message);
  else await interaction.reply(toEphemeral(message));
}

const toEphemeral = (message: MessageBody) =>
  ({
    ...message,
    flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
  }) as InteractionReplyOptions;

function createErrorMessage(
  interaction: RepliableInteraction,
  { error, logId, context, t }: Failure,
): MessageBody {
  const retryButton = interaction.isModalSubmit()
    ? createRetryButton(t, context.formValues, interaction, error)
    : null;
  return presentError(
    t,
    error,
    logId,
    ...(retryButton ? [retryButton] : []),
    ...(canSetUp(interaction, error) ? [setupButtonRow(t)] : []),
  );
}

/** Nothing is set up, and this person may do it. */
const canSetUp = (interaction: RepliableInteraction, error: unknown): boolean =>
  isVektraError(error) && error.code === 'not_set_up' && toActor(interaction)?.isAdmin === true;

const editReply = (interaction: RepliableInteraction, message: MessageBody) =>
  interaction.editReply(message as InteractionEditReplyOptions);
