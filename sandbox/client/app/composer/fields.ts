import { upload } from '../api/call.ts';
import type { Server } from '../api/types.ts';
import { channelPicks, matching, type Pick, rolePicks, userPicks } from '../parts/picks.ts';
import type { Option, Slash } from '../state/commands.ts';
import type { World } from '../state/world.ts';
import type { Offer } from './text-offers.ts';

export const T = {
  String: 3,
  Integer: 4,
  Boolean: 5,
  User: 6,
  Channel: 7,
  Role: 8,
  Mentionable: 9,
  Number: 10,
  Attachment: 11,
} as const;

/** What stands in an option: what one sees, and what it means when it was picked. */
export interface Field {
  text: string;
  value?: string | number | boolean | File;
}

export type Fields = Record<string, Field>;
export const EMPTY_FIELD: Field = { text: '' };

/** What can be picked for an option without asking the bot. */
export function picksFor(option: Option, world: World, server: Server | undefined): Pick[] {
  const serverId = server?.id ?? null;
  switch (option.type) {
    case T.Boolean:
      return [
        { value: 'true', label: 'True' },
        { value: 'false', label: 'False' },
      ];
    case T.User:
      return userPicks(world, serverId);
    case T.Channel:
      return channelPicks(server, option.channel_types);
    case T.Role:
      return rolePicks(server);
    case T.Mentionable:
      return [...userPicks(world, serverId), ...rolePicks(server)];
    default:
      return (option.choices ?? []).map(({ name, value }) => ({ value: `${value}`, label: name }));
  }
}

export function offersOf(picks: Pick[], typed: string): Offer[] {
  return matching(picks, typed).map((pick) => ({ key: pick.value, label: pick.label, pick }));
}

/** A picked value in the option's own type. */
export function typed(option: Option, value: string): string | number | boolean {
  if (option.type === T.Boolean) return value === 'true';
  const choice = option.choices?.find((item) => `${item.value}` === value);
  if (choice) return choice.value;
  return option.type === T.Integer || option.type === T.Number ? Number(value) : value;
}

/** The options as the control API takes them; files travel beside them. */
export function collect(command: Slash, fields: Fields) {
  const files: File[] = [];
  const options: Record<string, unknown> = {};
  for (const option of command.options) {
    const field = fields[option.name];
    if (!field) continue;
    const value = field.value ?? literal(option, field.text);
    if (value === undefined) continue;
    options[option.name] = value instanceof File ? upload(files.push(value) - 1) : value;
  }
  return { options, files };
}

/** What was typed and not picked. */
function literal(option: Option, text: string): string | number | undefined {
  if (text === '') return undefined;
  const numeric = option.type === T.Integer || option.type === T.Number;
  return numeric && !Number.isNaN(Number(text)) ? Number(text) : text;
}
