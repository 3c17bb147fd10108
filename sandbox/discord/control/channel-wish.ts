import { z } from 'zod';
import { addGuildChannel, newChannel } from '../acts/channels.ts';
import type { Core } from '../core.ts';
import { Permission } from '../permissions/bits.ts';
import type { ChannelRecord, GuildRecord, OverwriteRecord } from '../state/types.ts';
import { bits, ControlError, flag, id } from './operation.ts';
import { roleIdsOf } from './role-wish.ts';

const TYPES = { text: 0, voice: 2, category: 4, announcement: 5, forum: 15 } as const;

export const overwriteWish = z.object({
  id,
  type: z.union([z.literal(0), z.literal(1)]),
  allow: bits.default('0'),
  deny: bits.default('0'),
});

export const channelWish = z.object({
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
  overwrites: z.array(overwriteWish).optional(),
});

export type ChannelWish = z.output<typeof channelWish>;

export function makeChannel(core: Core, guild: GuildRecord, wish: ChannelWish): ChannelRecord {
  const channel = newChannel({
    id: wish.id ?? core.newId(),
    type: TYPES[wish.type],
    guildId: guild.id,
    name: wish.name,
    topic: wish.topic ?? null,
    parentId: wish.category ? categoryOf(core, guild, wish.category) : null,
    position: guild.channelIds.size,
    overwrites: overwritesOf(guild, wish),
  });
  addGuildChannel(core, channel);
  return channel;
}

export function overwritesOf(guild: GuildRecord, wish: Partial<ChannelWish>): OverwriteRecord[] {
  const see = Permission.ViewChannel.toString();
  const allowed = (item: string, type: 0 | 1) => ({ id: item, type, allow: see, deny: '0' });
  return [
    ...(wish.private ? [{ id: guild.id, type: 0 as const, allow: '0', deny: see }] : []),
    ...roleIdsOf(guild, wish.roles ?? []).map((item) => allowed(item, 0)),
    ...(wish.people ?? []).map((item) => allowed(item, 1)),
    ...(wish.overwrites ?? []),
  ];
}

function categoryOf(core: Core, guild: GuildRecord, name: string): string {
  for (const channelId of guild.channelIds) {
    const channel = core.world.channels.get(channelId)!;
    if (channel.type === TYPES.category && (channel.id === name || channel.name === name))
      return channel.id;
  }
  throw new ControlError(400, 'UNKNOWN_CATEGORY', `The server has no category ${name}.`);
}
