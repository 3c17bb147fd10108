import {
  ComponentType,
  type Embed,
  type Message,
  type MessageSnapshot,
  MessageType,
  type Poll,
  type Sticker,
  StickerFormatType,
} from 'discord.js';
import { EmbedType } from 'discord-api-types/v10';
import type { AnnouncedFile } from '../../domain/files/announced-file.ts';
import { toAnnouncedFile } from '../forms/index.ts';
import { truncate } from '../messages/markdown.ts';
import type { Translator } from '../translator.ts';

/** What the label gets of a direct message. */
export interface DirectMessageContent {
  body: string;
  attachments: AnnouncedFile[];
}

/** Of what the operation takes. */
const MAX_BODY_LENGTH = 4_000;
const MAX_ATTACHMENTS = 10;

/** What people write. */
const WRITTEN_TYPES: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);
/**
 * What Discord itself puts into a direct message when something happens there. There is no answer
 * to these; one to any other type says that it was not passed on.
 */
const NOTICE_TYPES: ReadonlySet<MessageType> = new Set([
  MessageType.RecipientAdd,
  MessageType.RecipientRemove,
  MessageType.Call,
  MessageType.ChannelNameChange,
  MessageType.ChannelIconChange,
  MessageType.ChannelPinnedMessage,
  MessageType.UserJoin,
  MessageType.GuildInviteReminder,
  MessageType.InteractionPremiumUpsell,
  MessageType.PurchaseNotification,
  MessageType.PollResult,
]);

/** Whether Discord itself says this, and not the person. */
export const isNotice = ({ type }: Pick<Message, 'type'>): boolean => NOTICE_TYPES.has(type);

/**
 * Reads what a person wrote, forwarded or attached. Stickers, polls and embeds become lines of
 * text: a label reads messages in a thread and on a page.
 * @returns null when nothing of the message can be passed on, e.g. of an activity invite
 */
export function readContent(t: Translator, message: Message): DirectMessageContent | null {
  if (!WRITTEN_TYPES.has(message.type)) return null;
  const snapshots = [...message.messageSnapshots.values()];
  const written = [
    ...readLines(t, message),
    ...(message.poll ? describePoll(t, message.poll) : []),
  ];
  const forwarded = snapshots.flatMap((snapshot) => readLines(t, snapshot));
  const attachments = [message, ...snapshots]
    .flatMap((each) => each.attachments.map(toAnnouncedFile))
    .slice(0, MAX_ATTACHMENTS);
  const isForward = forwarded.length > 0 || snapshots.some(({ attachments: { size } }) => size > 0);
  const body = [
    ...written,
    ...(isForward ? [t('direct_messages.forwarded'), ...forwarded] : []),
  ].join('\n');
  if (body.trim() === '' && attachments.length === 0) return null;
  return { body: truncate(body, MAX_BODY_LENGTH), attachments };
}

const readLines = (t: Translator, message: Message | MessageSnapshot): string[] =>
  [
    message.content,
    ...message.stickers.map((sticker) => describeSticker(t, sticker)),
    ...message.embeds
      // Discord makes the others of links that are in the text.
      .filter(({ data }) => message.content === '' || data.type === EmbedType.Rich)
      .map(describeEmbed),
    ...message.components.flatMap(readComponentTexts),
  ].filter((line) => line.trim() !== '');

/** A Lottie animation is JSON, which no browser shows: it has its name only. */
const describeSticker = (t: Translator, { name, format, url }: Sticker): string =>
  format === StickerFormatType.Lottie
    ? t('direct_messages.sticker', { name })
    : `${t('direct_messages.sticker', { name })} ${url}`;

const describeEmbed = ({ title, description, fields, url, image, thumbnail }: Embed): string =>
  [
    title,
    description,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    url,
    image?.url ?? thumbnail?.url,
  ]
    .filter(Boolean)
    .join('\n');

const describePoll = (t: Translator, { question, answers }: Poll): string[] => [
  t('direct_messages.poll', { question: question.text ?? '' }),
  ...answers.map(({ text }) => `• ${text ?? ''}`),
];

/** The texts and pictures of a message of components, however deeply they are nested. */
const readComponentTexts = (component: { toJSON(): unknown }): string[] =>
  readTexts(component.toJSON());

function readTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(readTexts);
  if (typeof value !== 'object' || value === null) return [];
  const { type, content, url } = value as { type?: unknown; content?: unknown; url?: unknown };
  if (type === ComponentType.TextDisplay) return [String(content)];
  if (typeof url === 'string' && /^https?:/.test(url)) return [url];
  return Object.values(value).flatMap(readTexts);
}
