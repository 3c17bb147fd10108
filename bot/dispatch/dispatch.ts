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
import { formAgain } from '../presenters/form-again.ts';
import { answerAlong, answerWith, PATIENCE_MS } from './answer.ts';
import { guard } from './guard.ts';
import type { Call, Handler, Rule } from './types.ts';

type Answerable =
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
  stopping: AbortSignal,
): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(context, interaction, stopping);
  const found = find(interaction);
  if (!found) return;
  const facts = {
    interactionId: interaction.id,
    guildId: interaction.guildId,
    handler: found.name,
  };
  try {
    await run(context, found.handler, interaction as Answerable, stopping);
  } catch (error) {
    const logId = randomUUID().slice(0, 8);
    if (!isVektraError(error)) context.log.error({ ...facts, logId, err: error }, 'bot.fault');
    await tell(context, interaction as Answerable, error, logId).catch((undelivered) =>
      context.log.warn({ ...facts, code: undelivered?.code }, 'bot.answer_lost'),
    );
  }
}

async function run(
  context: BotContext,
  handler: Rule & Handler<never>,
  interaction: Answerable,
  stopping: AbortSignal,
): Promise<void> {
  if (handler.answers === 'modal') {
    // The form needs no database, so the guard that asks one runs when the form comes back.
    const actor = await guard(
      context,
      { needs: handler.needs === 'anyone' ? 'anyone' : 'member' },
      interaction,
    );
    const modal = handler.run({ context, interaction, actor, stopping } as Call<never>);
    await (interaction as ChatInputCommandInteraction).showModal(modal);
    return;
  }
  await acknowledge(interaction, handler.answers === 'update' ? 'update' : 'message');
  if (handler.answers === 'progress')
    return answerAlong(
      interaction,
      (async function* () {
        const actor = await guard(context, handler, interaction);
        yield* handler.run({ context, interaction, actor, stopping } as Call<never>);
      })(),
    );
  await answerWith(interaction, async () => {
    const actor = await guard(context, handler, interaction);
    return handler.run({ context, interaction, actor, stopping } as Call<never>);
  });
}

/**
 * Acknowledges. When Discord took it but its answer was lost, discord.js asks again and is told that
 * it was acknowledged before: which is all that was wanted.
 */
async function acknowledge(interaction: Answerable, answers: 'message' | 'update'): Promise<void> {
  const ALREADY_ACKNOWLEDGED = 40_060;
  try {
    // Only what is this person's own is changed: what all see stays as it is.
    const isOwn =
      interaction.isMessageComponent() && interaction.message.flags.has(MessageFlags.Ephemeral);
    if (answers === 'update' && isOwn) await interaction.deferUpdate();
    else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  } catch (error) {
    if ((error as { code?: unknown }).code !== ALREADY_ACKNOWLEDGED) throw error;
    interaction.deferred = true;
  }
}

async function tell(
  context: BotContext,
  interaction: Answerable,
  error: unknown,
  logId: string,
): Promise<void> {
  const again = interaction.isModalSubmit() ? comeBack(context, interaction, error) : null;
  const message = presentError(error, logId, ...(again ? [again] : []));
  if (interaction.deferred || interaction.replied)
    await interaction.editReply(message as Parameters<Answerable['editReply']>[0]);
  else
    await interaction.reply({
      ...message,
      flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
    } as Parameters<Answerable['reply']>[0]);
}

/** Keeps what was typed, for the button that opens the form again. */
function comeBack(context: BotContext, interaction: ModalSubmitInteraction, error: unknown) {
  const { id, customId, user, fields } = interaction;
  const button = formAgain(error, { interactionId: id, customId });
  const typed = fields.fields.map((field) =>
    'value' in field ? [field.customId, String(field.value)] : [],
  );
  if (button) context.typed.keep(id, user.id, Object.fromEntries(typed));
  return button;
}

function find(interaction: Interaction): { name: string; handler: Rule & Handler<never> } | null {
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
async function suggest(
  context: BotContext,
  interaction: AutocompleteInteraction,
  stopping: AbortSignal,
): Promise<void> {
  const command = commands.get(interaction.commandName);
  try {
    if (!command?.autocomplete) return await interaction.respond([]);
    const choices = command.autocomplete;
    const found = async () =>
      choices({
        context,
        interaction,
        actor: await guard(context, command, interaction),
        stopping,
      });
    await interaction.respond((await inTime(found())).slice(0, 25));
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
const inTime = <T>(work: Promise<T[]>): Promise<T[]> =>
  pTimeout(work, { milliseconds: PATIENCE_MS, fallback: () => [] });
