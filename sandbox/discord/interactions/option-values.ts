import { ApplicationCommandOptionType as T } from 'discord-api-types/v10';
import { storeFile } from '../actions/attachments.ts';
import type { Core } from '../core.ts';
import type { ChannelRecord, CommandOptionRecord } from '../state/types.ts';
import { countCharacters } from '../validate/field.ts';
import type { FileInput } from './file-input.ts';
import { toBuffer } from './file-input.ts';
import type { ResolvedData } from './resolved.ts';

export type OptionInput = string | number | boolean | FileInput;

export interface OptionValue {
  name: string;
  type: number;
  value: string | number | boolean;
  focused?: true;
}

/** A value that the person's client would not have let pass. */
export class InvalidInput extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

export function readOptionValue(
  core: Core,
  channel: ChannelRecord,
  option: CommandOptionRecord,
  input: OptionInput,
  resolved: ResolvedData,
): OptionValue {
  const withValue = (value: string | number | boolean) => ({
    name: option.name,
    type: option.type,
    value,
  });
  const invalid = (message: string) => new InvalidInput(option.name, message);
  switch (option.type) {
    case T.String:
      return withValue(readText(option, String(input)));
    case T.Integer:
    case T.Number:
      return withValue(readNumber(option, input));
    case T.Boolean:
      if (typeof input !== 'boolean') throw invalid('Must be true or false.');
      return withValue(input);
    case T.User:
      if (!resolved.addUser(String(input))) throw invalid('Unknown user.');
      return withValue(String(input));
    case T.Channel:
      if (!resolved.addChannel(String(input), option.channel_types))
        throw invalid('Unknown channel.');
      return withValue(String(input));
    case T.Role:
      if (!resolved.addRole(String(input))) throw invalid('Unknown role.');
      return withValue(String(input));
    case T.Mentionable:
      if (!resolved.addUser(String(input)) && !resolved.addRole(String(input)))
        throw invalid('Unknown user or role.');
      return withValue(String(input));
    case T.Attachment: {
      if (typeof input !== 'object') throw invalid('A file is needed.');
      const file = {
        content: toBuffer(input),
        contentType: input.contentType ?? 'application/octet-stream',
      };
      const record = storeFile(core, channel.id, input.name, file, true);
      resolved.addAttachment(record);
      return withValue(record.id);
    }
    default:
      throw invalid('This is not an option with a value.');
  }
}

function readText(option: CommandOptionRecord, value: string): string {
  requireChoice(option, value);
  const size = countCharacters(value);
  const min = option.min_length ?? 1;
  const max = option.max_length ?? 6000;
  if (size < min || size > max)
    throw new InvalidInput(option.name, `Must be between ${min} and ${max} characters long.`);
  return value;
}

function readNumber(option: CommandOptionRecord, input: OptionInput): number {
  const value = typeof input === 'string' ? Number(input) : input;
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new InvalidInput(option.name, 'Must be a number.');
  if (option.type === T.Integer && !Number.isInteger(value))
    throw new InvalidInput(option.name, 'Must be a whole number.');
  requireChoice(option, value);
  if (option.min_value !== undefined && value < option.min_value)
    throw new InvalidInput(option.name, `Must be at least ${option.min_value}.`);
  if (option.max_value !== undefined && value > option.max_value)
    throw new InvalidInput(option.name, `Must be at most ${option.max_value}.`);
  return value;
}

function requireChoice(option: CommandOptionRecord, value: string | number): void {
  if (option.choices && option.choices.length > 0)
    if (!option.choices.some((choice) => choice.value === value))
      throw new InvalidInput(option.name, 'Choose one of the offered values.');
}
