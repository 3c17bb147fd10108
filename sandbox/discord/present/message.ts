import type { APIEmbed, APIMessage } from 'discord-api-types/v10';
import type { AttachmentRecord, MessageRecord } from '../state/types.ts';
import type { World } from '../state/world.ts';
import { attachmentUrl, type LinkMaker, presentAttachment } from './attachment.ts';
import { presentChannel } from './channel.ts';
import { presentComponents } from './components.ts';
import { deletedUser, presentUser } from './user.ts';

export interface MessageContext extends LinkMaker {
  world: World;
}

/** A message with everything in it; `withReference` is false for the inner one of a reply. */
export function presentMessage(
  core: MessageContext,
  message: MessageRecord,
  withReference = true,
): APIMessage {
  const { world } = core;
  const thread = message.threadId ? world.channels.get(message.threadId) : undefined;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: userOf(world, message.authorId),
    content: message.content,
    timestamp: message.timestamp,
    edited_timestamp: message.editedTimestamp,
    tts: false,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentionUserIds.map((id) => userOf(world, id)),
    mention_roles: message.mentionRoleIds,
    attachments: message.attachments.map((item) => presentAttachment(core, item)),
    embeds: message.embeds.map((embed) => presentEmbed(core, embed, message.attachments)),
    components: presentComponents(core, message.components, message.attachments),
    pinned: message.pinned,
    flags: message.flags,
    ...(message.nonce !== null ? { nonce: message.nonce } : {}),
    ...(message.webhookId
      ? { webhook_id: message.webhookId, application_id: message.webhookId }
      : {}),
    ...(message.reference ? presentReference(core, message, withReference) : {}),
    ...(message.interaction ? presentInteraction(world, message) : {}),
    ...(thread ? { thread: presentChannel(world, thread) } : {}),
  } as unknown as APIMessage;
}

function userOf(world: World, id: string) {
  const user = world.users.get(id);
  return user ? presentUser(user) : deletedUser(id);
}

function presentReference(core: MessageContext, message: MessageRecord, deep: boolean) {
  const { messageId, channelId, guildId } = message.reference!;
  const original = messageId
    ? core.world.channels.get(channelId)?.messages.get(messageId)
    : undefined;
  return {
    message_reference: {
      type: 0,
      channel_id: channelId,
      ...(messageId ? { message_id: messageId } : {}),
      ...(guildId ? { guild_id: guildId } : {}),
    },
    ...(deep && messageId
      ? { referenced_message: original ? presentMessage(core, original, false) : null }
      : {}),
  };
}

function presentInteraction(world: World, message: MessageRecord) {
  const item = message.interaction!;
  const user = userOf(world, item.userId);
  return {
    interaction_metadata: {
      id: item.id,
      type: item.type,
      user,
      authorizing_integration_owners: { '0': message.guildId ?? '0' },
      ...(item.name ? { name: item.name, command_type: item.commandType } : {}),
      ...(item.interactedMessageId ? { interacted_message_id: item.interactedMessageId } : {}),
      ...(item.targetUserId ? { target_user: userOf(world, item.targetUserId) } : {}),
      ...(item.targetMessageId ? { target_message_id: item.targetMessageId } : {}),
    },
    ...(item.name ? { interaction: { id: item.id, type: item.type, name: item.name, user } } : {}),
  };
}

function presentEmbed(core: LinkMaker, embed: APIEmbed, files: AttachmentRecord[]): APIEmbed {
  const out = { ...embed };
  for (const key of ['image', 'thumbnail'] as const) {
    const image = out[key];
    if (image) out[key] = { ...image, ...link(core, image.url, files) };
  }
  if (out.footer?.icon_url)
    out.footer = { ...out.footer, icon_url: link(core, out.footer.icon_url, files).url };
  if (out.author?.icon_url)
    out.author = { ...out.author, icon_url: link(core, out.author.icon_url, files).url };
  return out;
}

function link(core: LinkMaker, url: string, files: AttachmentRecord[]) {
  const file = url.startsWith('attachment://')
    ? files.find((item) => item.filename === url.slice(13))
    : undefined;
  const out = file ? attachmentUrl(core, file) : url;
  return { url: out, proxy_url: out };
}
