import { ChannelType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { presentChannel } from '../present/channel.ts';
import type { ChannelRecord } from '../state/types.ts';
import { createChannelRecord } from './channels.ts';

export function openDm(core: Core, a: string, b: string): ChannelRecord {
  const existing = core.state.findDm(a, b);
  if (existing) return existing;
  const channel = createChannelRecord({
    id: core.newId(),
    type: ChannelType.DM,
    recipients: [a, b],
  });
  core.state.addDm(channel);
  core.markChanged();
  core.eventBus.publishDmOpened(channel);
  core.eventBus.publishToPeople(
    'dm_create',
    { channelId: channel.id },
    (id) => channel.recipients.includes(id),
    (id) => presentChannel(core.state, channel, id),
  );
  return channel;
}

/** Opening many DMs quickly is what Discord takes for spam: 40003. */
export function countDmOpening(core: Core, botId: string): void {
  const now = core.clock.now();
  const recentOpenings = (core.dmOpenings.get(botId) ?? []).filter(
    (at) => now - at < core.rules.dmOpeningWindowMs,
  );
  if (recentOpenings.length >= core.rules.dmOpenings) throw discordError(40003);
  recentOpenings.push(now);
  core.dmOpenings.set(botId, recentOpenings);
}

/** Whether a bot may write to this person now; throws 50278 or 50007 as Discord does. */
export function requireDmOpen(core: Core, botId: string, channel: ChannelRecord): void {
  const personId = channel.recipients.find((id) => id !== botId);
  const person = core.state.users.get(personId ?? '');
  if (!person) throw discordError(10013);
  if (person.bot) throw discordError(50007);
  if (!core.state.hasSharedGuild(botId, person.id)) throw discordError(50278);
  if (person.dmsClosed || person.blocked.includes(botId)) throw discordError(50007);
  const sharedGuildIds = [...(core.state.guildsOf.get(botId) ?? [])].filter((id) =>
    core.state.guildsOf.get(person.id)?.has(id),
  );
  if (sharedGuildIds.every((id) => person.dmsClosedForGuilds.includes(id)))
    throw discordError(50007);
}
