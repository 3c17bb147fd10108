import {
  ChannelType,
  ComponentType,
  type Message,
  MessageReferenceType,
  type PartialMessage,
} from 'discord.js';
import { isVektraError } from '../../domain/errors/errors.ts';
import { planIncludes } from '../../domain/plans/plans.ts';
import { DEFAULT_LOCALE } from '../../domain/text/translator.ts';
import type { BotContext } from '../context.ts';
import { presentError } from '../messages/errors/errors.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import {
  parseSubmissionButton,
  type SubmissionRef,
} from '../messages/submissions/submission-button.ts';
import type { Translator } from '../translator.ts';
import { forwardToLabel } from './forward.ts';
import { isNotice } from './read-content.ts';
import { presentWhichSubmission } from './which-submission.ts';

/**
 * A person's direct message to the bot. A reply to one of our messages belongs to its demo; any
 * other to the person's only open demo; with several, the person is asked to choose.
 */
export async function relayDirectMessage(context: BotContext, message: Message): Promise<void> {
  if (message.channel.type !== ChannelType.DM || message.author.bot || isNotice(message)) return;
  const t = context.translatorFor(DEFAULT_LOCALE);
  try {
    await reply(message, await relay(context, t, message));
  } catch (error) {
    const logFields = { messageId: message.id, code: (error as { code?: unknown }).code };
    if (!isVektraError(error)) context.log.error({ ...logFields, err: error }, 'bot.relay');
    await reply(message, presentError(t, error, message.id)).catch((replyError) =>
      context.log.warn({ ...logFields, code: replyError?.code }, 'bot.response_lost'),
    );
  }
}

async function relay(context: BotContext, t: Translator, message: Message): Promise<MessageBody> {
  const repliedItem = await findRepliedItem(message);
  if (repliedItem) return forwardToLabel(context, t, message, repliedItem);
  const items = (await context.listOpenItems(message.author.id)).filter(
    ({ kind }) => kind === 'submission',
  );
  const [item, secondItem] = items;
  if (!item) return createMessage(textDisplay(t('direct_messages.nothing_open')));
  if (secondItem) return presentWhichSubmission(context, t, message.author.id, items);
  return forwardToLabel(context, t, message, item);
}

/**
 * An edit is not forwarded, and the person is told so. Discord also sends this event when it adds a
 * link's preview, which is no edit.
 */
export async function replyToEdit(
  context: BotContext,
  message: Message | PartialMessage,
): Promise<void> {
  if (message.partial || message.channel.type !== ChannelType.DM) return;
  if (message.author.bot || message.editedTimestamp === null) return;
  // Only where the message itself was forwarded does it matter that its edit is not.
  if (!(await isForwardedAnywhere(context, message).catch(() => false))) return;
  const t = context.translatorFor(DEFAULT_LOCALE);
  // One reply, however often the message is edited.
  const nonceOptions = { nonce: `e${message.id}`, enforceNonce: true };
  await reply(message, {
    ...createMessage(textDisplay(t('direct_messages.edited'))),
    ...nonceOptions,
  }).catch((replyError) =>
    context.log.warn({ messageId: message.id, code: replyError?.code }, 'bot.response_lost'),
  );
}

/** Whether the plan of a label that this message can be for forwards messages. */
async function isForwardedAnywhere(context: BotContext, message: Message): Promise<boolean> {
  const repliedItem = await findRepliedItem(message);
  const items = repliedItem ? [repliedItem] : await context.listOpenItems(message.author.id);
  const plans = await Promise.all(items.map((item) => context.operations.plans.get(item)));
  return plans.some((plan) => planIncludes(plan, 'dm_replies'));
}

/** The demo that one of our own messages is about; see submission-button.ts. */
async function findRepliedItem(message: Message): Promise<SubmissionRef | null> {
  const { reference } = message;
  // A forward refers to what was forwarded, and is no reply to it.
  if (reference?.type !== MessageReferenceType.Default || !reference.messageId) return null;
  const original = await message.fetchReference().catch(() => null);
  if (!original || original.author.id !== message.client.user.id) return null;
  for (const row of original.components) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const component of row.components) {
      const id = 'customId' in component ? component.customId : null;
      const item = id ? parseSubmissionButton(id) : null;
      if (item) return item;
    }
  }
  return null;
}

const reply = (message: Message, content: MessageBody) =>
  message.reply({ ...content, failIfNotExists: false } as Parameters<Message['reply']>[0]);
