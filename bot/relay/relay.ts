import {
  ChannelType,
  ComponentType,
  type Message,
  type PartialMessage,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { isVektraError, notFound } from '../../domain/errors/errors.ts';
import { t } from '../catalogues/translate.ts';
import type { BotContext } from '../context.ts';
import { createCustomId, parseCustomId, parseNumberArg } from '../presenters/custom-id.ts';
import { presentError } from '../presenters/errors.ts';
import { toSingleLine, truncate } from '../presenters/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../presenters/message.ts';

interface SubmissionRef {
  guildId: string;
  number: number;
}

/**
 * A person's direct message to the bot. An answer to one of our messages belongs to its demo; else
 * the one open demo; with several, the person is asked.
 */
export async function relayDirectMessage(context: BotContext, message: Message): Promise<void> {
  if (message.channel.type !== ChannelType.DM || message.author.bot || message.system) return;
  try {
    const repliedItem = await findRepliedItem(message);
    const items = repliedItem
      ? [repliedItem]
      : (await context.listOpenItems(message.author.id)).filter(
          ({ kind }) => kind === 'submission',
        );
    const [item, secondItem] = items;
    if (!item) await reply(message, createMessage(textDisplay(t('dm.nothing_open'))));
    else if (secondItem)
      await reply(message, await askWhichSubmission(context, message.author.id, items));
    else await reply(message, await relayMessage(context, message, item));
  } catch (error) {
    const facts = { messageId: message.id, code: (error as { code?: unknown }).code };
    if (!isVektraError(error)) context.log.error({ ...facts, err: error }, 'bot.relay');
    await reply(message, presentError(error, message.id)).catch((replyError) =>
      context.log.warn({ ...facts, code: replyError?.code }, 'bot.answer_lost'),
    );
  }
}

/**
 * An edit of a message that was passed on, or not: the label has what was sent first, and the person
 * is told. Discord also tells of its own changes (a link's preview): those are no edits.
 */
export async function replyToEdit(
  context: BotContext,
  message: Message | PartialMessage,
): Promise<void> {
  if (message.partial || message.channel.type !== ChannelType.DM) return;
  if (message.author.bot || message.editedTimestamp === null) return;
  // Told once, however often it is edited.
  const nonceOptions = { nonce: `e${message.id}`, enforceNonce: true };
  await reply(message, { ...createMessage(textDisplay(t('dm.edited'))), ...nonceOptions }).catch(
    (replyError) =>
      context.log.warn({ messageId: message.id, code: replyError?.code }, 'bot.answer_lost'),
  );
}

/** The menu's answer: it stands under the artist's message, which Discord still has. */
export async function relaySelected(
  context: BotContext,
  interaction: StringSelectMenuInteraction,
): Promise<MessageBody> {
  const [guildId = '', number = ''] = (interaction.values[0] ?? '').split(':');
  const original = await interaction.message.fetchReference();
  if (original.author.id !== interaction.user.id) throw notFound();
  return relayMessage(context, original, { guildId, number: parseNumberArg([number]) });
}

async function relayMessage(
  context: BotContext,
  message: Message,
  item: SubmissionRef,
): Promise<MessageBody> {
  try {
    await context.operations.messages.receiveFromArtist({
      // With the number: whoever picked the wrong demo may pick the right one for the same message.
      requestId: `dm:${message.id}:${item.number}`,
      guildId: item.guildId,
      userId: message.author.id,
      userName: message.author.displayName,
      number: item.number,
      body: message.content,
      attachments: message.attachments.map(({ name, url }) => ({ name, url })),
    });
  } catch (error) {
    if (isVektraError(error) && error.code === 'plan_required')
      return createMessage(textDisplay(t('dm.relay_off')));
    throw error;
  }
  return createMessage(textDisplay(t('dm.relayed', { number: item.number })));
}

/** The demo that one of our own messages is about; see presenters/dm.ts. */
async function findRepliedItem(message: Message): Promise<SubmissionRef | null> {
  if (!message.reference?.messageId) return null;
  const original = await message.fetchReference().catch(() => null);
  if (!original || original.author.id !== message.client.user.id) return null;
  for (const row of original.components) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const component of row.components) {
      const id = 'customId' in component ? component.customId : null;
      const parsed = id ? parseCustomId(id) : null;
      if (parsed?.route === 'dm' && parsed.action === 'about' && parsed.args[0])
        return { guildId: parsed.args[0], number: parseNumberArg(parsed.args, 1) };
    }
  }
  return null;
}

async function askWhichSubmission(
  context: BotContext,
  userId: string,
  items: readonly SubmissionRef[],
): Promise<MessageBody> {
  const options = await Promise.all(
    items.slice(0, 25).map(async ({ guildId, number }) => {
      const title = await loadTitle(context, userId, guildId, number);
      return {
        label: truncate(t('dm.which_option', { number, title: toSingleLine(title) }), 100),
        value: `${guildId}:${number}`,
      };
    }),
  );
  return createMessage(textDisplay(t('dm.which')), {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: createCustomId('dm', 'which'),
        placeholder: t('dm.which_placeholder'),
        options,
      },
    ],
  });
}

/** The index has ids only; the title is the guild's own data, and may be away. */
async function loadTitle(
  { operations }: BotContext,
  userId: string,
  guildId: string,
  number: number,
): Promise<string> {
  const actor = {
    guildId,
    userId,
    name: '',
    avatarUrl: null,
    source: 'discord' as const,
    isAdmin: false,
    roleIds: [],
    canView: () => false,
  };
  const item = await operations.submissions.getMine(actor, number).catch(() => null);
  return item?.trackTitle ?? '…';
}

const reply = (message: Message, content: MessageBody) =>
  message.reply({ ...content, failIfNotExists: false } as Parameters<Message['reply']>[0]);
