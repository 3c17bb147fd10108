import type { Channel, MessageComponent, Server } from '../api/types.ts';
import { type ClientState, findServer, isThread } from '../state/client-state.ts';
import { getChannelName, getUserName, toHexColor } from '../state/names.ts';

/** Something that can be chosen in a select, an option or a modal. */
export interface SelectChoice {
  value: string;
  label: string;
  description?: string | undefined;
  emoji?: string | undefined;
  color?: string | undefined;
  hasAvatar?: boolean;
}

const SelectType = { String: 3, User: 5, Role: 6, Mentionable: 7, Channel: 8 } as const;

/** What a select of any kind offers in this server. */
export function getSelectChoices(
  component: MessageComponent,
  state: ClientState,
  serverId: string | null,
): SelectChoice[] {
  if (component.type === SelectType.String)
    return (component.options ?? []).map((option) => ({
      value: option.value,
      label: option.label,
      description: option.description,
      emoji: option.emoji?.name,
    }));
  const server = findServer(state, serverId);
  if (component.type === SelectType.Channel)
    return getChannelChoices(server, component.channel_types);
  const users = component.type === SelectType.Role ? [] : getUserChoices(state, serverId);
  const roles = component.type === SelectType.User ? [] : getRoleChoices(server);
  return [...users, ...roles];
}

export function getUserChoices(state: ClientState, serverId: string | null): SelectChoice[] {
  const members = state.members[serverId ?? ''];
  const users = members?.map((member) => member.user) ?? state.overview?.people ?? [];
  return users.map((user) => ({
    value: user.id,
    label: members?.find((item) => item.user.id === user.id)?.nick ?? getUserName(user),
    description: user.username,
    avatar: true,
  }));
}

export function getRoleChoices(server: Server | undefined): SelectChoice[] {
  return (server?.roles ?? []).map((role) => ({
    value: role.id,
    label: role.name.startsWith('@') ? role.name : `@${role.name}`,
    color: role.color ? toHexColor(role.color) : undefined,
  }));
}

export function getChannelChoices(
  server: Server | undefined,
  types: number[] | undefined,
): SelectChoice[] {
  const isAllowedType = (channel: Channel) => !types?.length || types.includes(channel.type);
  return [...(server?.channels ?? []), ...(server?.threads ?? [])]
    .filter(isAllowedType)
    .map((channel) => ({
      value: channel.id,
      label: `${isThread(channel) ? '🧵 ' : '#'}${getChannelName(channel)}`,
    }));
}

export function filterChoices(choices: SelectChoice[], query: string): SelectChoice[] {
  const needle = query.trim().toLowerCase().replace(/^[@#]/, '');
  if (needle === '') return choices;
  const score = (choice: SelectChoice) =>
    choice.label.toLowerCase().replace(/^[@#]/, '').indexOf(needle);
  return choices
    .filter((choice) => score(choice) >= 0 || choice.description?.toLowerCase().includes(needle))
    .toSorted((a, b) => Number(score(a) !== 0) - Number(score(b) !== 0));
}

/** What is chosen before anybody chose. */
export function getDefaultValues(component: MessageComponent): string[] {
  return component.default_values
    ? component.default_values.map((item) => item.id)
    : (component.options ?? []).filter((option) => option.default).map((option) => option.value);
}
