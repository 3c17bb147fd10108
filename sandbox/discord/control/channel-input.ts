import { z } from 'zod';
import { addGuildChannel, createChannelRecord } from '../actions/channels.ts';
import type { Core } from '../core.ts';
import { Permission } from '../permissions/bits.ts';
import type { ChannelRecord, GuildRecord, OverwriteRecord } from '../state/types.ts';
import { bits, ControlError, flag, id } from './operation.ts';
import { resolveRoleIds } from './role-input.ts';

const CHANNEL_TYPES = { text: 0, voice: 2, category: 4, announcement: 5, forum: 15 } as const;

export const overwriteInput = z.object({
  id,
  type: z.union([z.literal(0), z.literal(1)]),
  allow: bits.default('0'),
  deny: bits.default('0'),
});

export const channelInput = z.object({
  id: id.optional(),
  name: z.string().min(1).max(100),
  type: z.enum(['text', 'voice', 'category', 'announcement', 'forum']).default('text'),
  topic: z.string().nullish(),
  /** Name or id of the category above it. */
  category: z.string().nullish(),
  /** Hidden from @everyone, as staff channels are. */
  private: flag.optional(),
  /** Roles (names or ids) and people who see a private channel. */
  roles: z.array(z.string()).optional(),
  people: z.array(id).optional(),
  overwrites: z.array(overwriteInput).optional(),
});

export type ChannelInput = z.output<typeof channelInput>;

export function createChannelFromInput(
  core: Core,
  guild: GuildRecord,
  input: ChannelInput,
): ChannelRecord {
  const channel = createChannelRecord({
    id: input.id ?? core.newId(),
    type: CHANNEL_TYPES[input.type],
    guildId: guild.id,
    name: input.name,
    topic: input.topic ?? null,
    parentId: input.category ? findCategoryId(core, guild, input.category) : null,
    position: guild.channelIds.size,
    overwrites: createOverwrites(guild, input),
  });
  addGuildChannel(core, channel);
  return channel;
}

export function createOverwrites(
  guild: GuildRecord,
  input: Partial<ChannelInput>,
): OverwriteRecord[] {
  const viewChannel = Permission.ViewChannel.toString();
  const allowView = (item: string, type: 0 | 1) => ({
    id: item,
    type,
    allow: viewChannel,
    deny: '0',
  });
  return [
    ...(input.private ? [{ id: guild.id, type: 0 as const, allow: '0', deny: viewChannel }] : []),
    ...resolveRoleIds(guild, input.roles ?? []).map((item) => allowView(item, 0)),
    ...(input.people ?? []).map((item) => allowView(item, 1)),
    ...(input.overwrites ?? []),
  ];
}

function findCategoryId(core: Core, guild: GuildRecord, name: string): string {
  for (const channelId of guild.channelIds) {
    const channel = core.state.channels.get(channelId)!;
    if (channel.type === CHANNEL_TYPES.category && (channel.id === name || channel.name === name))
      return channel.id;
  }
  throw new ControlError(400, 'UNKNOWN_CATEGORY', `The server has no category ${name}.`);
}
