import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { useEffect, useState } from 'react';
import { callApi } from '../api/call-api.ts';
import type { Command } from '../api/types.ts';
import { useClientState, useSession } from './session-context.ts';

/** An option with a value, whatever its type. */
export interface CommandOption {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; value: string | number }[];
  channel_types?: number[];
  max_length?: number;
}

/** A slash command as one types it: `submit`, or `ticket close` for a subcommand. */
export interface SlashCommand {
  key: string;
  name: string;
  description: string;
  botId: string;
  options: CommandOption[];
}

export function listSlashCommands(commands: Command[]): SlashCommand[] {
  const seenKeys = new Set<string>();
  return commands
    .filter((command) => command.type === 1)
    .flatMap((command) =>
      flattenCommand(command, command.name, command.description, command.options),
    )
    .filter(({ key }) => !seenKeys.has(key) && seenKeys.add(key))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function flattenCommand(
  command: Command,
  name: string,
  description: string,
  options: Command['options'] = [],
): SlashCommand[] {
  const subcommands = options.filter((option) => option.type <= 2);
  if (subcommands.length > 0)
    return subcommands.flatMap((option) =>
      flattenCommand(
        command,
        `${name} ${option.name}`,
        option.description,
        (option as { options?: APIApplicationCommandBasicOption[] }).options,
      ),
    );
  const botId = command.application_id;
  const key = `${botId}/${name}`;
  return [{ key, name, description, botId, options: options as CommandOption[] }];
}

/** The commands that the person may use in this channel, read anew when `ask` changes to true. */
export function useCommands(channelId: string | null, isEnabled: boolean): Command[] | null {
  const session = useSession();
  // Roles, members and bots decide what is offered.
  const overview = useClientState((state) => state.overview);
  const [loaded, setLoaded] = useState<{ channelId: string; commands: Command[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed overview means other commands
  useEffect(() => {
    if (!channelId || !isEnabled) return;
    let isStale = false;
    callApi<Command[]>('GET', session.path(`/commands?channelId=${channelId}`)).then(
      (commands) => isStale || setLoaded({ channelId, commands }),
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [session, channelId, isEnabled, overview]);
  return loaded?.channelId === channelId ? loaded.commands : null;
}
