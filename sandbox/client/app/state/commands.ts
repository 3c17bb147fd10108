import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import type { Command } from '../api/types.ts';
import { useSession, useWorld } from './session-context.ts';

/** An option with a value, whatever its type. */
export interface Option {
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
export interface Slash {
  key: string;
  name: string;
  description: string;
  botId: string;
  options: Option[];
}

export function slashes(commands: Command[]): Slash[] {
  const seen = new Set<string>();
  return commands
    .filter((command) => command.type === 1)
    .flatMap((command) => leaves(command, command.name, command.description, command.options))
    .filter(({ key }) => !seen.has(key) && seen.add(key))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function leaves(
  command: Command,
  name: string,
  description: string,
  options: Command['options'] = [],
): Slash[] {
  const below = options.filter((option) => option.type <= 2);
  if (below.length > 0)
    return below.flatMap((option) =>
      leaves(
        command,
        `${name} ${option.name}`,
        option.description,
        (option as { options?: APIApplicationCommandBasicOption[] }).options,
      ),
    );
  const botId = command.application_id;
  const key = `${botId}/${name}`;
  return [{ key, name, description, botId, options: options as Option[] }];
}

/** The commands that the person may use in this channel, read anew when `ask` changes to true. */
export function useCommands(channelId: string | null, ask: boolean): Command[] | null {
  const session = useSession();
  // Roles, members and bots decide what is offered.
  const overview = useWorld((world) => world.overview);
  const [read, setRead] = useState<{ channelId: string; commands: Command[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed overview means other commands
  useEffect(() => {
    if (!channelId || !ask) return;
    let stale = false;
    call<Command[]>('GET', session.path(`/commands?channelId=${channelId}`)).then(
      (commands) => stale || setRead({ channelId, commands }),
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [session, channelId, ask, overview]);
  return read?.channelId === channelId ? read.commands : null;
}
