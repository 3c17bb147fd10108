import { MessageType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';

export type MessageFields = Partial<MessageRecord> & { authorId: string };

export function createMessageRecord(
  core: Core,
  channel: ChannelRecord,
  fields: MessageFields,
): MessageRecord {
  return {
    id: core.newId(),
    channelId: channel.id,
    guildId: channel.guildId,
    type: MessageType.Default,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    nonce: null,
    timestamp: core.clock.iso(),
    editedTimestamp: null,
    pinned: false,
    mentionUserIds: [],
    mentionRoleIds: [],
    mentionEveryone: false,
    reference: null,
    webhookId: null,
    interaction: null,
    threadId: null,
    ephemeralFor: null,
    lateEdits: [],
    ...fields,
  };
}
