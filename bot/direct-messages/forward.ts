import type { Message } from 'discord.js';
import { isVektraError } from '../../domain/errors/errors.ts';
import { assertPlanIncludes } from '../../domain/plans/guild-plan.ts';
import type { BotContext } from '../context.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { SubmissionRef } from '../messages/submissions/submission-button.ts';
import type { Translator } from '../translator.ts';
import { readContent } from './read-content.ts';

/**
 * Forwards a direct message to the label of a submission, if there is something in it that can be.
 * @returns what the artist is told
 */
export async function forwardToLabel(
  { operations }: BotContext,
  t: Translator,
  message: Message,
  item: SubmissionRef,
): Promise<MessageBody> {
  const content = readContent(t, message);
  try {
    if (!content) {
      assertPlanIncludes(await operations.plans.get(item), 'dm_replies');
      return createMessage(textDisplay(t('direct_messages.not_relayed')));
    }
    await operations.messages.receiveFromArtist(
      { guildId: item.guildId, userId: message.author.id, name: message.author.displayName },
      {
        // With the number: the same message may be sent again for another demo.
        requestId: `dm:${message.id}:${item.number}`,
        number: item.number,
        ...content,
      },
    );
  } catch (error) {
    if (isVektraError(error) && error.code === 'plan_required')
      return createMessage(textDisplay(t('direct_messages.relay_off')));
    throw error;
  }
  return createMessage(textDisplay(t('direct_messages.relayed', { number: item.number })));
}
