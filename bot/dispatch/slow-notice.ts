import type { InteractionEditReplyOptions } from 'discord.js';
import { createMessage, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';
import type { RepliableInteraction } from './types.ts';

/** Discord shows "thinking…" meanwhile; after this long people want to know that it still works. */
export const SLOW_RESPONSE_MS = 2_500;

/**
 * Runs `work` for an acknowledged reply; when it takes long, the reply says so until it is edited.
 * No edit of the notice is under way any more when the result is returned.
 */
export async function withSlowNotice<R>(
  interaction: RepliableInteraction,
  work: () => Promise<R>,
  t: Translator,
): Promise<R> {
  let notice: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    const message = createMessage(textDisplay(t('errors.slow')));
    notice = interaction.editReply(message as InteractionEditReplyOptions).catch(() => {});
  }, SLOW_RESPONSE_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    await notice;
  }
}
