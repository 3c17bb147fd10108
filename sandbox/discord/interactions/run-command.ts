import { InteractionType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { ChannelRecord, CommandRecord, MessageRecord } from '../state/types.ts';
import { type OpenInteraction, openInteraction } from './open-interaction.ts';
import {
  InvalidInput,
  type OptionInput,
  type OptionValue,
  readOptionValue,
} from './option-values.ts';
import { ResolvedData } from './resolved.ts';
import type { FoundCommand } from './visible-commands.ts';

interface CommandContext {
  personId: string;
  channel: ChannelRecord;
}

/** Runs a slash command with options by name; throws InvalidInput as a client would complain. */
export function runSlashCommand(
  core: Core,
  context: CommandContext,
  found: FoundCommand,
  inputs: Record<string, OptionInput>,
): OpenInteraction {
  const resolved = new ResolvedData(core, context.channel, context.personId);
  rejectUnknownOptions(found, inputs);
  const values: OptionValue[] = [];
  for (const option of found.options) {
    const input = inputs[option.name];
    if (input === undefined) {
      if (option.required) throw new InvalidInput(option.name, 'This option is required.');
      continue;
    }
    values.push(readOptionValue(core, context.channel, option, input, resolved));
  }
  return openInteraction(core, {
    applicationId: found.command.applicationId,
    type: InteractionType.ApplicationCommand,
    userId: context.personId,
    channel: context.channel,
    data: commandData(found.command, {
      ...nestOptions(found, values),
      ...(resolved.value ? { resolved: resolved.value } : {}),
    }),
    metadata: { name: [found.command.name, ...found.path].join(' '), commandType: 1 },
  });
}

/** Asks the bot for suggestions while the person types `typed` into `focused`. */
export function requestSuggestions(
  core: Core,
  context: CommandContext,
  found: FoundCommand,
  focused: string,
  typed: string,
  inputs: Record<string, OptionInput>,
): OpenInteraction {
  const option = found.options.find((item) => item.name === focused);
  if (!option?.autocomplete) throw new InvalidInput(focused, 'This option has no suggestions.');
  const values: OptionValue[] = found.options.flatMap((item): OptionValue[] => {
    if (item.name === focused)
      // What is half typed always arrives as text, also for numbers.
      return [{ name: item.name, type: item.type, value: typed, focused: true }];
    const value = inputs[item.name];
    return value === undefined || typeof value === 'object'
      ? []
      : [{ name: item.name, type: item.type, value }];
  });
  return openInteraction(core, {
    applicationId: found.command.applicationId,
    type: InteractionType.ApplicationCommandAutocomplete,
    userId: context.personId,
    channel: context.channel,
    data: commandData(found.command, nestOptions(found, values)),
  });
}

/** A command from the menu of a message or of a person. */
export function runMenuCommand(
  core: Core,
  context: CommandContext,
  command: CommandRecord,
  target: { message: MessageRecord } | { userId: string },
): OpenInteraction {
  const resolved = new ResolvedData(core, context.channel, context.personId);
  const isMessageTarget = 'message' in target;
  const targetId = isMessageTarget ? target.message.id : target.userId;
  if (isMessageTarget) resolved.addMessage(target.message);
  else if (!resolved.addUser(targetId)) throw new InvalidInput('targetId', 'Unknown user.');
  return openInteraction(core, {
    applicationId: command.applicationId,
    type: InteractionType.ApplicationCommand,
    userId: context.personId,
    channel: context.channel,
    data: commandData(command, { target_id: targetId, resolved: resolved.value }),
    metadata: {
      name: command.name,
      commandType: command.type,
      targetMessageId: isMessageTarget ? targetId : null,
      targetUserId: isMessageTarget ? null : targetId,
    },
  });
}

function commandData(command: CommandRecord, fields: object) {
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guildId ? { guild_id: command.guildId } : {}),
    ...fields,
  };
}

/** Puts the values below their subcommand and group. */
function nestOptions(found: FoundCommand, values: OptionValue[]): { options?: unknown[] } {
  let options: unknown[] = values;
  for (const [index, name] of [...found.path.entries()].toReversed())
    options = [{ name, type: found.path.length === 2 && index === 0 ? 2 : 1, options }];
  return options.length > 0 ? { options } : {};
}

function rejectUnknownOptions(found: FoundCommand, inputs: Record<string, OptionInput>): void {
  for (const name of Object.keys(inputs))
    if (!found.options.some((option) => option.name === name))
      throw new InvalidInput(name, `The command has no option "${name}".`);
}
