import type { APIEmbed, APIMessage } from 'discord-api-types/v10';
import type { DiscordState } from '../state/discord-state.ts';
import type {
  AttachmentRecord,
  InteractionMetadata,
  MessageRecord,
  StickerRecord,
} from '../state/types.ts';
import { createAttachmentUrl, type LinkContext, presentAttachment } from './attachment.ts';
import { presentChannel } from './channel.ts';
import { presentComponents } from './components.ts';
import { presentPoll } from './poll.ts';
import { presentDeletedUser, presentUser } from './user.ts';

export interface MessageContext extends LinkContext {
  state: DiscordState;
}

/** A message with everything in it; `withReference` is false for the inner one of a reply. */
export function presentMessage(
  core: MessageContext,
  message: MessageRecord,
  withReference = true,
  /** Whose own reactions and votes are marked. */
  viewerId: string | null = null,
): APIMessage {
  const { state } = core;
  const thread = message.threadId ? state.channels.get(message.threadId) : undefined;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: message.webhookAuthor
      ? presentWebhookAuthor(message.authorId, message.webhookAuthor)
      : presentUserById(state, message.authorId),
    content: message.content,
    timestamp: message.timestamp,
    edited_timestamp: message.editedTimestamp,
    tts: message.tts ?? false,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentionUserIds.map((id) => presentUserById(state, id)),
    mention_roles: message.mentionRoleIds,
    attachments: message.attachments.map((item) => presentAttachment(core, item)),
    embeds: message.embeds.map((embed) => presentEmbed(core, embed, message.attachments)),
    components: presentComponents(core, message.components, message.attachments),
    pinned: message.pinned,
    flags: message.flags,
    ...presentReactions(message, viewerId),
    ...(message.poll ? { poll: presentPoll(message.poll, viewerId) } : {}),
    ...(message.stickers ? { sticker_items: message.stickers.map(presentSticker) } : {}),
    ...(message.nonce !== null ? { nonce: message.nonce } : {}),
    ...(message.webhookId
      ? {
          webhook_id: message.webhookId,
          application_id: state.webhooks.get(message.webhookId)?.applicationId ?? message.webhookId,
        }
      : {}),
    ...(message.reference ? presentReference(core, message, withReference) : {}),
    ...(message.interaction ? presentInteraction(state, message) : {}),
    ...(thread ? { thread: presentChannel(state, thread) } : {}),
  } as unknown as APIMessage;
}

const presentSticker = ({ id, name, formatType }: StickerRecord) => ({
  id,
  name,
  format_type: formatType,
});

function presentReactions(message: MessageRecord, viewerId: string | null) {
  if (!message.reactions || message.reactions.length === 0) return {};
  return {
    reactions: message.reactions.map((reaction) => ({
      emoji: { id: reaction.emojiId, name: reaction.emojiName },
      count: reaction.userIds.length,
      count_details: { burst: 0, normal: reaction.userIds.length },
      me: viewerId !== null && reaction.userIds.includes(viewerId),
      me_burst: false,
      burst_colors: [],
    })),
  };
}

function presentWebhookAuthor(id: string, author: { username: string; avatar: string | null }) {
  return { id, ...author, bot: true, discriminator: '0000', global_name: null, public_flags: 0 };
}

function presentUserById(state: DiscordState, id: string) {
  const user = state.users.get(id);
  return user ? presentUser(user) : presentDeletedUser(id);
}

function presentReference(
  core: MessageContext,
  message: MessageRecord,
  includesReferenced: boolean,
) {
  const { messageId, channelId, guildId } = message.reference!;
  if (message.snapshot)
    return {
      message_reference: {
        type: 1,
        channel_id: channelId,
        message_id: messageId,
        ...(guildId ? { guild_id: guildId } : {}),
      },
      message_snapshots: [{ message: presentSnapshot(core, message.snapshot) }],
    };
  const original = messageId
    ? core.state.channels.get(channelId)?.messages.get(messageId)
    : undefined;
  return {
    message_reference: {
      type: 0,
      channel_id: channelId,
      ...(messageId ? { message_id: messageId } : {}),
      ...(guildId ? { guild_id: guildId } : {}),
    },
    ...(includesReferenced && messageId
      ? { referenced_message: original ? presentMessage(core, original, false) : null }
      : {}),
  };
}

/** The documented subset: no author, and nothing that ties it to where it came from. */
function presentSnapshot(core: MessageContext, snapshot: MessageRecord) {
  const { type, content, embeds, attachments, timestamp, ...rest } = presentMessage(
    core,
    snapshot,
    false,
  );
  const { edited_timestamp, flags, mentions, mention_roles, components, sticker_items } = rest;
  return {
    type,
    content,
    embeds,
    attachments,
    timestamp,
    edited_timestamp,
    flags,
    mentions,
    mention_roles,
    components,
    ...(sticker_items ? { sticker_items } : {}),
  };
}

function presentInteraction(state: DiscordState, message: MessageRecord) {
  const item = message.interaction!;
  const user = presentUserById(state, item.userId);
  return {
    interaction_metadata: presentInteractionMetadata(state, message, item),
    ...(item.name ? { interaction: { id: item.id, type: item.type, name: item.name, user } } : {}),
  };
}

function presentInteractionMetadata(
  state: DiscordState,
  message: MessageRecord,
  item: InteractionMetadata,
): object {
  return {
    id: item.id,
    type: item.type,
    user: presentUserById(state, item.userId),
    authorizing_integration_owners: { '0': message.guildId ?? '0' },
    ...(item.name ? { name: item.name, command_type: item.commandType } : {}),
    ...(item.originalResponseId ? { original_response_message_id: item.originalResponseId } : {}),
    ...(item.interactedMessageId ? { interacted_message_id: item.interactedMessageId } : {}),
    ...(item.targetUserId ? { target_user: presentUserById(state, item.targetUserId) } : {}),
    ...(item.targetMessageId ? { target_message_id: item.targetMessageId } : {}),
    ...(item.triggering
      ? {
          triggering_interaction_metadata: presentInteractionMetadata(
            state,
            message,
            item.triggering,
          ),
        }
      : {}),
  };
}

function presentEmbed(core: LinkContext, embed: APIEmbed, files: AttachmentRecord[]): APIEmbed {
  const resolved = { ...embed };
  for (const key of ['image', 'thumbnail'] as const) {
    const image = resolved[key];
    if (image) resolved[key] = { ...image, ...resolveLink(core, image.url, files) };
  }
  if (resolved.footer?.icon_url)
    resolved.footer = {
      ...resolved.footer,
      icon_url: resolveLink(core, resolved.footer.icon_url, files).url,
    };
  if (resolved.author?.icon_url)
    resolved.author = {
      ...resolved.author,
      icon_url: resolveLink(core, resolved.author.icon_url, files).url,
    };
  return resolved;
}

function resolveLink(core: LinkContext, url: string, files: AttachmentRecord[]) {
  const file = url.startsWith('attachment://')
    ? files.find((item) => item.filename === url.slice(13))
    : undefined;
  const resolved = file ? createAttachmentUrl(core, file) : url;
  return { url: resolved, proxy_url: resolved };
}
