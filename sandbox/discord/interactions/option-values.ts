import { ApplicationCommandOptionType as T } from 'discord-api-types/v10';
import { storeFile } from '../acts/attachments.ts';
import type { Core } from '../core.ts';
import type { ChannelRecord, CommandOptionRecord } from '../state/types.ts';
import { length } from '../validate/field.ts';
import type { FileInput } from './files.ts';
import { toBuffer } from './files.ts';
import type { Resolved } from './resolved.ts';

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

export function optionValue(
  core: Core,
  channel: ChannelRecord,
  option: CommandOptionRecord,
  input: OptionInput,
  resolved: Resolved,
): OptionValue {
  const made = (value: string | number | boolean) => ({
    name: option.name,
    type: option.type,
    value,
  });
  const wrong = (message: string) => new InvalidInput(option.name, message);
  switch (option.type) {
    case T.String:
      return made(text(option, String(input)));
    case T.Integer:
    case T.Number:
      return made(numeric(option, input));
    case T.Boolean:
      if (typeof input !== 'boolean') throw wrong('Must be true or false.');
      return made(input);
    case T.User:
      if (!resolved.user(String(input))) throw wrong('Unknown user.');
      return made(String(input));
    case T.Channel:
      if (!resolved.channelOf(String(input), option.channel_types)) throw wrong('Unknown channel.');
      return made(String(input));
    case T.Role:
      if (!resolved.role(String(input))) throw wrong('Unknown role.');
      return made(String(input));
    case T.Mentionable:
      if (!resolved.user(String(input)) && !resolved.role(String(input)))
        throw wrong('Unknown user or role.');
      return made(String(input));
    case T.Attachment: {
      if (typeof input !== 'object') throw wrong('A file is needed.');
      const file = {
        content: toBuffer(input),
        contentType: input.contentType ?? 'application/octet-stream',
      };
      const record = storeFile(core, channel.id, input.name, file, true);
      resolved.attachment(record);
      return made(record.id);
    }
    default:
      throw wrong('This is not an option with a value.');
  }
}

function text(option: CommandOptionRecord, value: string): string {
  requireChoice(option, value);
  const size = length(value);
  const min = option.min_length ?? 1;
  const max = option.max_length ?? 6000;
  if (size < min || size > max)
    throw new InvalidInput(option.name, `Must be between ${min} and ${max} characters long.`);
  return value;
}

function numeric(option: CommandOptionRecord, input: OptionInput): number {
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
