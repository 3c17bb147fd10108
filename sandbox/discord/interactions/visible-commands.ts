import type { Core } from '../core.ts';
import { Permission } from '../permissions/bits.ts';
import { channelPermissions, guildPermissions } from '../permissions/compute.ts';
import type { ChannelRecord, CommandOptionRecord, CommandRecord } from '../state/types.ts';
import { GLOBAL } from '../state/world.ts';

/** The commands that this person's client offers in this channel. */
export function visibleCommands(
  core: Core,
  personId: string,
  channel: ChannelRecord,
): CommandRecord[] {
  return reachableCommands(core, channel).filter((command) =>
    mayUse(core, personId, channel, command),
  );
}

/** All commands of the bots in this place, those of the server before global ones. */
export function reachableCommands(core: Core, channel: ChannelRecord): CommandRecord[] {
  const { world } = core;
  if (channel.guildId === null)
    return channel.recipients
      .filter((id) => world.applications.has(id))
      .flatMap((id) => [...world.commandsOf(id, GLOBAL).values()])
      .filter((command) => command.contexts === null || command.contexts.includes(1));
  const guild = world.guilds.get(channel.guildId);
  return [...(guild?.botIds ?? [])].flatMap((id) => [
    ...world.commandsOf(id, channel.guildId!).values(),
    ...[...world.commandsOf(id, GLOBAL).values()].filter(
      (command) => command.contexts === null || command.contexts.includes(0),
    ),
  ]);
}

export function mayUse(
  core: Core,
  personId: string,
  channel: ChannelRecord,
  command: CommandRecord,
): boolean {
  if (channel.guildId === null) return channel.recipients.includes(personId);
  const here = channelPermissions(core.world, channel, personId);
  if (!(here & Permission.UseApplicationCommands)) return false;
  if (command.defaultMemberPermissions === null) return true;
  const guild = core.world.guilds.get(channel.guildId)!;
  const own = guildPermissions(guild, guild.members.get(personId)!);
  if (own & Permission.Administrator) return true;
  const needed = BigInt(command.defaultMemberPermissions);
  return needed !== 0n && (here & needed) === needed;
}

export interface FoundCommand {
  command: CommandRecord;
  /** Names of the group and subcommand below it. */
  path: string[];
  options: CommandOptionRecord[];
}

/** `name` as one types it: `submit`, `ticket close`, or a context menu's `Submit as demo`. */
export function findCommand(
  commands: CommandRecord[],
  type: number,
  name: string,
  applicationId?: string,
): FoundCommand | null {
  const wanted = name.replace(/^\//, '');
  const own = commands.filter(
    (command) =>
      command.type === type &&
      (applicationId === undefined || command.applicationId === applicationId),
  );
  if (type !== 1) {
    const command = own.find((item) => item.name === wanted);
    return command ? { command, path: [], options: [] } : null;
  }
  const [first, ...path] = wanted.split(/\s+/);
  const command = own.find((item) => item.name === first);
  if (!command) return null;
  let options = command.options;
  for (const part of path) {
    const next = options.find((option) => option.name === part && option.type <= 2);
    if (!next) return null;
    options = next.options ?? [];
  }
  return options.some((option) => option.type <= 2) ? null : { command, path, options };
}
