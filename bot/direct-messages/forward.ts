import type { Message } from 'discord.js';
import { isVektraError } from '../../domain/errors/errors.ts';
import type { BotContext } from '../context.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { SubmissionRef } from '../messages/submissions/submission-button.ts';
import type { Translator } from '../translator.ts';

/** Forwards a direct message to the label of a submission. @returns what the artist is told */
export async function forwardToLabel(
  { operations }: BotContext,
  t: Translator,
  message: Message,
  item: SubmissionRef,
): Promise<MessageBody> {
  try {
    await operations.messages.receiveFromArtist(
      { guildId: item.guildId, userId: message.author.id, name: message.author.displayName },
      {
        // With the number: the same message may be sent again for another demo.
        requestId: `dm:${message.id}:${item.number}`,
        number: item.number,
        body: message.content,
        attachments: message.attachments.map(({ name, url }) => ({ name, url })),
      },
    );
  } catch (error) {
    if (isVektraError(error) && error.code === 'plan_required')
      return createMessage(textDisplay(t('direct_messages.relay_off')));
    throw error;
  }
  return createMessage(textDisplay(t('direct_messages.relayed', { number: item.number })));
}
