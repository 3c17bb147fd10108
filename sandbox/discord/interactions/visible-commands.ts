import type { Core } from '../core.ts';
import { Permission } from '../permissions/bits.ts';
import { computeChannelPermissions, computeGuildPermissions } from '../permissions/compute.ts';
import { GLOBAL_SCOPE } from '../state/discord-state.ts';
import type {
  ChannelRecord,
  CommandOptionRecord,
  CommandRecord,
  GuildRecord,
  MemberRecord,
} from '../state/types.ts';

/** The commands that this person's client offers in this channel. */
export function listVisibleCommands(
  core: Core,
  personId: string,
  channel: ChannelRecord,
): CommandRecord[] {
  return listReachableCommands(core, channel).filter((command) =>
    canUse(core, personId, channel, command),
  );
}

/** All commands of the bots in this place, those of the server before global ones. */
export function listReachableCommands(core: Core, channel: ChannelRecord): CommandRecord[] {
  const { state } = core;
  if (channel.guildId === null)
    return channel.recipients
      .filter((id) => state.applications.has(id))
      .flatMap((id) => [...state.getCommands(id, GLOBAL_SCOPE).values()])
      .filter((command) => command.contexts === null || command.contexts.includes(1));
  const guild = state.guilds.get(channel.guildId);
  return [...(guild?.botIds ?? [])].flatMap((id) => [
    ...state.getCommands(id, channel.guildId!).values(),
    ...[...state.getCommands(id, GLOBAL_SCOPE).values()].filter(
      (command) => command.contexts === null || command.contexts.includes(0),
    ),
  ]);
}

export function canUse(
  core: Core,
  personId: string,
  channel: ChannelRecord,
  command: CommandRecord,
): boolean {
  if (channel.guildId === null) return channel.recipients.includes(personId);
  const granted = computeChannelPermissions(core.state, channel, personId);
  if (!(granted & Permission.UseApplicationCommands)) return false;
  const guild = core.state.guilds.get(channel.guildId)!;
  const member = guild.members.get(personId)!;
  if (computeGuildPermissions(guild, member) & Permission.Administrator) return true;
  const channelId = channel.thread ? channel.parentId! : channel.id;
  const explicit = findExplicitPermission(guild, member, channelId, command);
  if (explicit !== null) return explicit;
  if (command.defaultMemberPermissions === null) return true;
  const required = BigInt(command.defaultMemberPermissions);
  return required !== 0n && (granted & required) === required;
}

const ROLE = 1;
const USER = 2;
const CHANNEL = 3;

/**
 * What the server's own permissions of the command say; null when they leave it to the defaults. Those
 * of the application count for commands without any of their own.
 */
function findExplicitPermission(
  guild: GuildRecord,
  member: MemberRecord,
  channelId: string,
  command: CommandRecord,
): boolean | null {
  const permissions =
    guild.commandPermissions?.get(command.id) ??
    guild.commandPermissions?.get(command.applicationId);
  if (!permissions) return null;
  const find = (type: number, id: string) =>
    permissions.find((item) => item.type === type && item.id === id)?.permission;
  const allChannels = (BigInt(guild.id) - 1n).toString();
  if ((find(CHANNEL, channelId) ?? find(CHANNEL, allChannels)) === false) return false;
  const forUser = find(USER, member.userId);
  if (forUser !== undefined) return forUser;
  const forRoles = member.roles.flatMap((id) => find(ROLE, id) ?? []);
  if (forRoles.length > 0) return forRoles.includes(true);
  return find(ROLE, guild.id) ?? null;
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
  const commandName = name.replace(/^\//, '');
  const own = commands.filter(
    (command) =>
      command.type === type &&
      (applicationId === undefined || command.applicationId === applicationId),
  );
  if (type !== 1) {
    const command = own.find((item) => item.name === commandName);
    return command ? { command, path: [], options: [] } : null;
  }
  const [first, ...path] = commandName.split(/\s+/);
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
