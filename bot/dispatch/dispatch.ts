import { randomUUID } from 'node:crypto';
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import pTimeout from 'p-timeout';
import { isVektraError } from '../../domain/errors/errors.ts';
import { commands } from '../commands/index.ts';
import { components, modals } from '../components/index.ts';
import type { BotContext } from '../context.ts';
import { presentError } from '../presenters/errors.ts';
import { createReopenButton } from '../presenters/reopen-form.ts';
import { guard } from './guard.ts';
import { respond, SLOW_RESPONSE_MS, streamEdits } from './respond.ts';
import type { AccessRule, Handler, Invocation } from './types.ts';

type RepliableInteraction =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction;

/**
 * One interaction, from Discord to its answer. Nothing thrown leaves here: an uncaught error would
 * end a process that serves thousands of servers.
 */
export async function dispatch(
  context: BotContext,
  interaction: Interaction,
  stopSignal: AbortSignal,
): Promise<void> {
  if (interaction.isAutocomplete()) return respondWithSuggestions(context, interaction, stopSignal);
  const match = findHandler(interaction);
  if (!match) return;
  const logFields = {
    interactionId: interaction.id,
    guildId: interaction.guildId,
    handler: match.name,
  };
  const startedAt = performance.now();
  const observe = (outcome: 'answered' | 'refused' | 'fault') =>
    context.observeInteraction(match.name, outcome, performance.now() - startedAt);
  try {
    await runHandler(context, match.handler, interaction as RepliableInteraction, stopSignal);
    observe('answered');
  } catch (error) {
    observe(isVektraError(error) ? 'refused' : 'fault');
    const logId = randomUUID().slice(0, 8);
    if (!isVektraError(error)) context.log.error({ ...logFields, logId, err: error }, 'bot.fault');
    await replyWithError(context, interaction as RepliableInteraction, error, logId).catch(
      (replyError) => context.log.warn({ ...logFields, code: replyError?.code }, 'bot.answer_lost'),
    );
  }
}

async function runHandler(
  context: BotContext,
  handler: AccessRule & Handler<never>,
  interaction: RepliableInteraction,
  stopSignal: AbortSignal,
): Promise<void> {
  if (handler.responseType === 'modal') {
    // The form needs no database, so the guard that asks one runs when the form comes back.
    const actor = await guard(
      context,
      { access: handler.access === 'anyone' ? 'anyone' : 'member' },
      interaction,
    );
    const modal = handler.run({ context, interaction, actor, stopSignal } as Invocation<never>);
    await (interaction as ChatInputCommandInteraction).showModal(modal);
    return;
  }
  await acknowledge(interaction, handler.responseType === 'update' ? 'update' : 'message');
  if (handler.responseType === 'progress')
    return streamEdits(
      interaction,
      (async function* () {
        const actor = await guard(context, handler, interaction);
        yield* handler.run({ context, interaction, actor, stopSignal } as Invocation<never>);
      })(),
    );
  await respond(interaction, async () => {
    const actor = await guard(context, handler, interaction);
    return handler.run({ context, interaction, actor, stopSignal } as Invocation<never>);
  });
}

/**
 * Acknowledges. When Discord took it but its answer was lost, discord.js asks again and is told that
 * it was acknowledged before: which is all that was wanted.
 */
async function acknowledge(
  interaction: RepliableInteraction,
  responseType: 'message' | 'update',
): Promise<void> {
  const ALREADY_ACKNOWLEDGED = 40_060;
  try {
    // Only what is this person's own is changed: what all see stays as it is.
    const isEphemeral =
      interaction.isMessageComponent() && interaction.message.flags.has(MessageFlags.Ephemeral);
    if (responseType === 'update' && isEphemeral) await interaction.deferUpdate();
    else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  } catch (error) {
    if ((error as { code?: unknown }).code !== ALREADY_ACKNOWLEDGED) throw error;
    interaction.deferred = true;
  }
}

async function replyWithError(
  context: BotContext,
  interaction: RepliableInteraction,
  error: unknown,
  logId: string,
): Promise<void> {
  const retryButton = interaction.isModalSubmit()
    ? createRetryButton(context, interaction, error)
    : null;
  const message = presentError(error, logId, ...(retryButton ? [retryButton] : []));
  if (interaction.deferred || interaction.replied)
    await interaction.editReply(message as Parameters<RepliableInteraction['editReply']>[0]);
  else
    await interaction.reply({
      ...message,
      flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
    } as Parameters<RepliableInteraction['reply']>[0]);
}

/** Keeps what was typed, for the button that opens the form again. */
function createRetryButton(
  context: BotContext,
  interaction: ModalSubmitInteraction,
  error: unknown,
) {
  const { id, customId, user, fields } = interaction;
  const button = createReopenButton(error, { interactionId: id, customId });
  const values = fields.fields.map((field) =>
    'value' in field ? [field.customId, String(field.value)] : [],
  );
  if (button) context.formValues.set(id, user.id, Object.fromEntries(values));
  return button;
}

function findHandler(
  interaction: Interaction,
): { name: string; handler: AccessRule & Handler<never> } | null {
  if (interaction.isChatInputCommand()) {
    const handler = commands.get(interaction.commandName);
    return handler ? { name: interaction.commandName, handler: handler as never } : null;
  }
  const registry = interaction.isModalSubmit()
    ? modals
    : interaction.isMessageComponent()
      ? components
      : null;
  if (!registry || !('customId' in interaction)) return null;
  const name = interaction.customId.split(':', 2).join(':');
  const handler = registry.get(name);
  return handler ? { name, handler: handler as never } : null;
}

/** Choices while typing. Somebody without the right, or a database that is away, gets none. */
async function respondWithSuggestions(
  context: BotContext,
  interaction: AutocompleteInteraction,
  stopSignal: AbortSignal,
): Promise<void> {
  const command = commands.get(interaction.commandName);
  try {
    if (!command?.autocomplete) return await interaction.respond([]);
    const choices = command.autocomplete;
    const loadChoices = async () =>
      choices({
        context,
        interaction,
        actor: await guard(context, command, interaction),
        stopSignal,
      });
    await interaction.respond((await withTimeout(loadChoices())).slice(0, 25));
  } catch (error) {
    if (!isVektraError(error))
      context.log.warn(
        { interactionId: interaction.id, code: (error as { code?: unknown }).code },
        'bot.autocomplete',
      );
    await interaction.respond([]).catch(() => {});
  }
}

/** Suggestions cannot be acknowledged first: those that come too late for Discord are none. */
const withTimeout = <T>(work: Promise<T[]>): Promise<T[]> =>
  pTimeout(work, { milliseconds: SLOW_RESPONSE_MS, fallback: () => [] });
