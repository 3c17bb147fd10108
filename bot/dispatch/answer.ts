import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from '../presenters/body.ts';

type Answerable =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction;

/** Discord shows "thinking…" meanwhile; after this long people want to know that we are still at it. */
export const PATIENCE_MS = 2_500;

/**
 * Fills an acknowledged answer with what `work` gives. When that takes long, the person is told so
 * inside Discord's three seconds, and the answer is changed when it is there.
 */
export async function answerWith(
  interaction: Answerable,
  work: () => Promise<Body>,
): Promise<void> {
  let told: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    told = edit(interaction, body(words(t('error.slow')))).catch(() => {});
  }, PATIENCE_MS);
  try {
    const message = await work();
    clearTimeout(timer);
    await told;
    await edit(interaction, message);
  } finally {
    clearTimeout(timer);
    await told;
  }
}

/** Edits the answer with each message that differs from the one before. */
export async function answerAlong(
  interaction: Answerable,
  messages: AsyncIterator<Body>,
): Promise<void> {
  let shown = '';
  const next = async (): Promise<Body | null> => {
    const { value, done } = await messages.next();
    return done ? null : value;
  };
  // The first one as any other answer: with word from us when it takes long.
  await answerWith(interaction, async () => {
    const first = await next();
    shown = JSON.stringify(first);
    return first ?? body();
  });
  for (let message = await next(); message; message = await next()) {
    const text = JSON.stringify(message);
    if (text !== shown) await edit(interaction, message);
    shown = text;
  }
}

const edit = (interaction: Answerable, message: Body) =>
  interaction.editReply(message as Parameters<Answerable['editReply']>[0]);
