import { upload } from '../api/call-api.ts';
import type { Server } from '../api/types.ts';
import {
  filterChoices,
  getChannelChoices,
  getRoleChoices,
  getUserChoices,
  type SelectChoice,
} from '../message-components/choices.ts';
import type { ClientState } from '../state/client-state.ts';
import type { CommandOption, SlashCommand } from '../state/slash-commands.ts';
import type { Suggestion } from './suggestions.ts';

export const OptionType = {
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
export function getChoices(
  option: CommandOption,
  state: ClientState,
  server: Server | undefined,
): SelectChoice[] {
  const serverId = server?.id ?? null;
  switch (option.type) {
    case OptionType.Boolean:
      return [
        { value: 'true', label: 'True' },
        { value: 'false', label: 'False' },
      ];
    case OptionType.User:
      return getUserChoices(state, serverId);
    case OptionType.Channel:
      return getChannelChoices(server, option.channel_types);
    case OptionType.Role:
      return getRoleChoices(server);
    case OptionType.Mentionable:
      return [...getUserChoices(state, serverId), ...getRoleChoices(server)];
    default:
      return (option.choices ?? []).map(({ name, value }) => ({ value: `${value}`, label: name }));
  }
}

export function toSuggestions(choices: SelectChoice[], typed: string): Suggestion[] {
  return filterChoices(choices, typed).map((choice) => ({
    key: choice.value,
    label: choice.label,
    choice,
  }));
}

/** A picked value in the option's own type. */
export function parseChoiceValue(option: CommandOption, value: string): string | number | boolean {
  if (option.type === OptionType.Boolean) return value === 'true';
  const choice = option.choices?.find((item) => `${item.value}` === value);
  if (choice) return choice.value;
  return option.type === OptionType.Integer || option.type === OptionType.Number
    ? Number(value)
    : value;
}

/** The options as the control API takes them; files travel beside them. */
export function collectOptions(command: SlashCommand, fields: Fields) {
  const files: File[] = [];
  const options: Record<string, unknown> = {};
  for (const option of command.options) {
    const field = fields[option.name];
    if (!field) continue;
    const value = field.value ?? parseTypedValue(option, field.text);
    if (value === undefined) continue;
    options[option.name] = value instanceof File ? upload(files.push(value) - 1) : value;
  }
  return { options, files };
}

/** What was typed and not picked. */
function parseTypedValue(option: CommandOption, text: string): string | number | undefined {
  if (text === '') return undefined;
  const isNumeric = option.type === OptionType.Integer || option.type === OptionType.Number;
  return isNumeric && !Number.isNaN(Number(text)) ? Number(text) : text;
}
