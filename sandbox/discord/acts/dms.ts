import { ChannelType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { presentChannel } from '../present/channel.ts';
import type { ChannelRecord } from '../state/types.ts';
import { newChannel } from './channels.ts';

export function openDm(core: Core, a: string, b: string): ChannelRecord {
  const known = core.world.dmBetween(a, b);
  if (known) return known;
  const channel = newChannel({ id: core.newId(), type: ChannelType.DM, recipients: [a, b] });
  core.world.addDm(channel);
  core.changed();
  core.signals.dmOpened(channel);
  core.signals.toPeople(
    'dm_create',
    { channelId: channel.id },
    (id) => channel.recipients.includes(id),
    (id) => presentChannel(core.world, channel, id),
  );
  return channel;
}

/** Opening many DMs quickly is what Discord takes for spam: 40003. */
export function countDmOpening(core: Core, botId: string): void {
  const now = core.clock.now();
  const recent = (core.dmOpenings.get(botId) ?? []).filter(
    (at) => now - at < core.rules.dmOpeningWindowMs,
  );
  if (recent.length >= core.rules.dmOpenings) throw discordError(40003);
  recent.push(now);
  core.dmOpenings.set(botId, recent);
}

/** Whether a bot may write to this person now; throws 50278 or 50007 as Discord does. */
export function requireDmOpen(core: Core, botId: string, channel: ChannelRecord): void {
  const personId = channel.recipients.find((id) => id !== botId);
  const person = core.world.users.get(personId ?? '');
  if (!person) throw discordError(10013);
  if (person.bot) throw discordError(50007);
  if (!core.world.shareGuild(botId, person.id)) throw discordError(50278);
  if (person.dmsClosed || person.blocked.includes(botId)) throw discordError(50007);
  const shared = [...(core.world.guildsOf.get(botId) ?? [])].filter((id) =>
    core.world.guildsOf.get(person.id)?.has(id),
  );
  if (shared.every((id) => person.dmsClosedForGuilds.includes(id))) throw discordError(50007);
}
