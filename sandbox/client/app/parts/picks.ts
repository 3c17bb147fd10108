import type { Channel, Part, Server } from '../api/types.ts';
import { channelName, hex, nameOf } from '../state/names.ts';
import { findServer, isThread, type World } from '../state/world.ts';

/** Something that can be chosen in a select, an option or a modal. */
export interface Pick {
  value: string;
  label: string;
  description?: string | undefined;
  emoji?: string | undefined;
  color?: string | undefined;
  avatar?: boolean;
}

const Type = { String: 3, User: 5, Role: 6, Mentionable: 7, Channel: 8 } as const;

/** What a select of any kind offers in this server. */
export function picksOf(part: Part, world: World, serverId: string | null): Pick[] {
  if (part.type === Type.String)
    return (part.options ?? []).map((option) => ({
      value: option.value,
      label: option.label,
      description: option.description,
      emoji: option.emoji?.name,
    }));
  const server = findServer(world, serverId);
  if (part.type === Type.Channel) return channelPicks(server, part.channel_types);
  const users = part.type === Type.Role ? [] : userPicks(world, serverId);
  const roles = part.type === Type.User ? [] : rolePicks(server);
  return [...users, ...roles];
}

export function userPicks(world: World, serverId: string | null): Pick[] {
  const members = world.members[serverId ?? ''];
  const users = members?.map((member) => member.user) ?? world.overview?.people ?? [];
  return users.map((user) => ({
    value: user.id,
    label: members?.find((item) => item.user.id === user.id)?.nick ?? nameOf(user),
    description: user.username,
    avatar: true,
  }));
}

export function rolePicks(server: Server | undefined): Pick[] {
  return (server?.roles ?? []).map((role) => ({
    value: role.id,
    label: role.name.startsWith('@') ? role.name : `@${role.name}`,
    color: role.color ? hex(role.color) : undefined,
  }));
}

export function channelPicks(server: Server | undefined, types: number[] | undefined): Pick[] {
  const fits = (channel: Channel) => !types?.length || types.includes(channel.type);
  return [...(server?.channels ?? []), ...(server?.threads ?? [])].filter(fits).map((channel) => ({
    value: channel.id,
    label: `${isThread(channel) ? '🧵 ' : '#'}${channelName(channel)}`,
  }));
}

export function matching(picks: Pick[], typed: string): Pick[] {
  const wanted = typed.trim().toLowerCase().replace(/^[@#]/, '');
  if (wanted === '') return picks;
  const score = (pick: Pick) => pick.label.toLowerCase().replace(/^[@#]/, '').indexOf(wanted);
  return picks
    .filter((pick) => score(pick) >= 0 || pick.description?.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(score(a) !== 0) - Number(score(b) !== 0));
}

/** What is chosen before anybody chose. */
export function presetOf(part: Part): string[] {
  return part.default_values
    ? part.default_values.map((item) => item.id)
    : (part.options ?? []).filter((option) => option.default).map((option) => option.value);
}
