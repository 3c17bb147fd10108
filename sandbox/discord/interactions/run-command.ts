import { InteractionType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { ChannelRecord, CommandRecord, MessageRecord } from '../state/types.ts';
import { type OpenInteraction, openInteraction } from './open.ts';
import { InvalidInput, type OptionInput, type OptionValue, optionValue } from './option-values.ts';
import { Resolved } from './resolved.ts';
import type { FoundCommand } from './visible-commands.ts';

interface Place {
  personId: string;
  channel: ChannelRecord;
}

/** Runs a slash command with options by name; throws InvalidInput as a client would complain. */
export function runSlashCommand(
  core: Core,
  place: Place,
  found: FoundCommand,
  given: Record<string, OptionInput>,
): OpenInteraction {
  const resolved = new Resolved(core, place.channel, place.personId);
  refuseUnknown(found, given);
  const values: OptionValue[] = [];
  for (const option of found.options) {
    const input = given[option.name];
    if (input === undefined) {
      if (option.required) throw new InvalidInput(option.name, 'This option is required.');
      continue;
    }
    values.push(optionValue(core, place.channel, option, input, resolved));
  }
  return openInteraction(core, {
    applicationId: found.command.applicationId,
    type: InteractionType.ApplicationCommand,
    userId: place.personId,
    channel: place.channel,
    data: commandData(found.command, {
      ...nest(found, values),
      ...(resolved.value ? { resolved: resolved.value } : {}),
    }),
    metadata: { name: [found.command.name, ...found.path].join(' '), commandType: 1 },
  });
}

/** Asks the bot for suggestions while the person types `typed` into `focused`. */
export function askSuggestions(
  core: Core,
  place: Place,
  found: FoundCommand,
  focused: string,
  typed: string,
  given: Record<string, OptionInput>,
): OpenInteraction {
  const option = found.options.find((item) => item.name === focused);
  if (!option?.autocomplete) throw new InvalidInput(focused, 'This option has no suggestions.');
  const values: OptionValue[] = found.options.flatMap((item): OptionValue[] => {
    if (item.name === focused)
      // What is half typed always arrives as text, also for numbers.
      return [{ name: item.name, type: item.type, value: typed, focused: true }];
    const value = given[item.name];
    return value === undefined || typeof value === 'object'
      ? []
      : [{ name: item.name, type: item.type, value }];
  });
  return openInteraction(core, {
    applicationId: found.command.applicationId,
    type: InteractionType.ApplicationCommandAutocomplete,
    userId: place.personId,
    channel: place.channel,
    data: commandData(found.command, nest(found, values)),
  });
}

/** A command from the menu of a message or of a person. */
export function runMenuCommand(
  core: Core,
  place: Place,
  command: CommandRecord,
  target: { message: MessageRecord } | { userId: string },
): OpenInteraction {
  const resolved = new Resolved(core, place.channel, place.personId);
  const onMessage = 'message' in target;
  const targetId = onMessage ? target.message.id : target.userId;
  if (onMessage) resolved.message(target.message);
  else if (!resolved.user(targetId)) throw new InvalidInput('targetId', 'Unknown user.');
  return openInteraction(core, {
    applicationId: command.applicationId,
    type: InteractionType.ApplicationCommand,
    userId: place.personId,
    channel: place.channel,
    data: commandData(command, { target_id: targetId, resolved: resolved.value }),
    metadata: {
      name: command.name,
      commandType: command.type,
      targetMessageId: onMessage ? targetId : null,
      targetUserId: onMessage ? null : targetId,
    },
  });
}

function commandData(command: CommandRecord, more: object) {
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guildId ? { guild_id: command.guildId } : {}),
    ...more,
  };
}

/** Puts the values below their subcommand and group. */
function nest(found: FoundCommand, values: OptionValue[]): { options?: unknown[] } {
  let options: unknown[] = values;
  for (const [index, name] of [...found.path.entries()].toReversed())
    options = [{ name, type: found.path.length === 2 && index === 0 ? 2 : 1, options }];
  return options.length > 0 ? { options } : {};
}

function refuseUnknown(found: FoundCommand, given: Record<string, OptionInput>): void {
  for (const name of Object.keys(given))
    if (!found.options.some((option) => option.name === name))
      throw new InvalidInput(name, `The command has no option "${name}".`);
}
