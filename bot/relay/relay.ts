import {
  type ButtonInteraction,
  ChannelType,
  ComponentType,
  type Message,
  type PartialMessage,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { isVektraError, notFound } from '../../domain/errors/errors.ts';
import { t } from '../catalogues/translate.ts';
import type { BotContext } from '../context.ts';
import { type Body, body, words } from '../presenters/body.ts';
import { customId, numberArg, parseCustomId } from '../presenters/custom-id.ts';
import { presentError } from '../presenters/errors.ts';
import { named, shorten } from '../presenters/markdown.ts';

interface Item {
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
    const answered = await answeredItem(message);
    const items = answered
      ? [answered]
      : (await context.openItemsOf(message.author.id)).filter(({ kind }) => kind === 'submission');
    const [item, another] = items;
    if (!item) await say(message, body(words(t('dm.nothing_open'))));
    else if (another) await say(message, await askWhich(context, message.author.id, items));
    else await say(message, await relay(context, message, item));
  } catch (error) {
    const facts = { messageId: message.id, code: (error as { code?: unknown }).code };
    if (!isVektraError(error)) context.log.error({ ...facts, err: error }, 'bot.relay');
    await say(message, presentError(error, message.id)).catch((lost) =>
      context.log.warn({ ...facts, code: lost?.code }, 'bot.answer_lost'),
    );
  }
}

/**
 * An edit of a message that was passed on, or not: the label has what was sent first, and the person
 * is told. Discord also tells of its own changes (a link's preview): those are no edits.
 */
export async function answerEdit(
  context: BotContext,
  message: Message | PartialMessage,
): Promise<void> {
  if (message.partial || message.channel.type !== ChannelType.DM) return;
  if (message.author.bot || message.editedTimestamp === null) return;
  // Told once, however often it is edited.
  const once = { nonce: `e${message.id}`, enforceNonce: true };
  await say(message, { ...body(words(t('dm.edited'))), ...once }).catch((lost) =>
    context.log.warn({ messageId: message.id, code: lost?.code }, 'bot.answer_lost'),
  );
}

/** The menu's answer: it stands under the artist's message, which Discord still has. */
export async function relayPicked(
  context: BotContext,
  interaction: ButtonInteraction | StringSelectMenuInteraction,
): Promise<Body> {
  if (!interaction.isStringSelectMenu()) throw notFound();
  const [guildId = '', number = ''] = (interaction.values[0] ?? '').split(':');
  const original = await interaction.message.fetchReference();
  if (original.author.id !== interaction.user.id) throw notFound();
  return relay(context, original, { guildId, number: numberArg([number]) });
}

async function relay(context: BotContext, message: Message, item: Item): Promise<Body> {
  try {
    await context.acts.messages.fromArtist({
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
      return body(words(t('dm.relay_off')));
    throw error;
  }
  return body(words(t('dm.relayed', { number: item.number })));
}

/** The demo that one of our own messages is about; see presenters/dm.ts. */
async function answeredItem(message: Message): Promise<Item | null> {
  if (!message.reference?.messageId) return null;
  const original = await message.fetchReference().catch(() => null);
  if (!original || original.author.id !== message.client.user.id) return null;
  for (const row of original.components) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const component of row.components) {
      const id = 'customId' in component ? component.customId : null;
      const parsed = id ? parseCustomId(id) : null;
      if (parsed?.route === 'dm' && parsed.act === 'about' && parsed.args[0])
        return { guildId: parsed.args[0], number: numberArg(parsed.args, 1) };
    }
  }
  return null;
}

async function askWhich(
  context: BotContext,
  userId: string,
  items: readonly Item[],
): Promise<Body> {
  const options = await Promise.all(
    items.slice(0, 25).map(async ({ guildId, number }) => {
      const title = await titleOf(context, userId, guildId, number);
      return {
        label: shorten(t('dm.which_option', { number, title: named(title) }), 100),
        value: `${guildId}:${number}`,
      };
    }),
  );
  return body(words(t('dm.which')), {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId('dm', 'which'),
        placeholder: t('dm.which_placeholder'),
        options,
      },
    ],
  });
}

/** The index has ids only; the title is the guild's own data, and may be away. */
async function titleOf(
  { acts }: BotContext,
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
  const item = await acts.submissions.getOwn(actor, number).catch(() => null);
  return item?.trackTitle ?? '…';
}

const say = (message: Message, answer: Body) =>
  message.reply({ ...answer, failIfNotExists: false } as Parameters<Message['reply']>[0]);
