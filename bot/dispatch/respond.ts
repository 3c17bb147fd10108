import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { t } from '../catalogues/translate.ts';
import { createMessage, type MessageBody, textDisplay } from '../presenters/message.ts';

type RepliableInteraction =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction;

/** Discord shows "thinking…" meanwhile; after this long people want to know that we are still at it. */
export const SLOW_RESPONSE_MS = 2_500;

/**
 * Fills an acknowledged answer with what `work` gives. When that takes long, the person is told so
 * inside Discord's three seconds, and the answer is changed when it is there.
 */
export async function respond(
  interaction: RepliableInteraction,
  work: () => Promise<MessageBody>,
): Promise<void> {
  let slowNotice: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    slowNotice = editReply(interaction, createMessage(textDisplay(t('error.slow')))).catch(
      () => {},
    );
  }, SLOW_RESPONSE_MS);
  try {
    const message = await work();
    clearTimeout(timer);
    await slowNotice;
    await editReply(interaction, message);
  } finally {
    clearTimeout(timer);
    await slowNotice;
  }
}

/** Edits the answer with each message that differs from the one before. */
export async function streamEdits(
  interaction: RepliableInteraction,
  messages: AsyncIterator<MessageBody>,
): Promise<void> {
  let lastShown = '';
  const next = async (): Promise<MessageBody | null> => {
    const { value, done } = await messages.next();
    return done ? null : value;
  };
  // The first one as any other answer: with word from us when it takes long.
  await respond(interaction, async () => {
    const first = await next();
    lastShown = JSON.stringify(first);
    return first ?? createMessage();
  });
  for (let message = await next(); message; message = await next()) {
    const text = JSON.stringify(message);
    if (text !== lastShown) await editReply(interaction, message);
    lastShown = text;
  }
}

const editReply = (interaction: RepliableInteraction, message: MessageBody) =>
  interaction.editReply(message as Parameters<RepliableInteraction['editReply']>[0]);
