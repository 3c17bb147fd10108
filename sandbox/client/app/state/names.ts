import type { Channel, Member, Role, Server, User } from '../api/types.ts';

export const getUserName = (user: User) => user.global_name ?? user.username;

export const getMemberName = (user: User, member?: Member) => member?.nick ?? getUserName(user);

export function getChannelName(channel: Channel): string {
  return channel.name ?? channel.recipients?.map(getUserName).join(', ') ?? 'Unknown';
}

/** Highest first, without @everyone. */
export function getMemberRoles(server: Server | undefined, member: Member | undefined): Role[] {
  if (!server || !member) return [];
  return server.roles
    .filter((role) => member.roles.includes(role.id))
    .toSorted((a, b) => b.position - a.position);
}

export function getMemberColor(
  server: Server | undefined,
  member: Member | undefined,
): string | undefined {
  const role = getMemberRoles(server, member).find((item) => item.color !== 0);
  return role ? toHexColor(role.color) : undefined;
}

export const toHexColor = (color: number) => `#${color.toString(16).padStart(6, '0')}`;

const VIEW_CHANNEL = 1n << 10n;

/** Hidden from @everyone. */
export function isPrivate(channel: Channel): boolean {
  const everyone = channel.permission_overwrites?.find((item) => item.id === channel.guild_id);
  return everyone !== undefined && (BigInt(everyone.deny) & VIEW_CHANNEL) !== 0n;
}

export const Permission = {
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  AttachFiles: 1n << 15n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  CreatePrivateThreads: 1n << 36n,
  SendMessagesInThreads: 1n << 38n,
} as const;

/** What the person may do here; a thread goes by its parent. */
export function hasPermission(server: Server | undefined, channel: Channel, bit: bigint): boolean {
  if (!server) return true;
  const parent = channel.permissions
    ? channel
    : server.channels.find((item) => item.id === channel.parent_id);
  return (BigInt(parent?.permissions ?? server.permissions) & bit) !== 0n;
}

const PALETTE = ['#5865f2', '#3a7d44', '#b5532a', '#a8326e', '#6b4fbb', '#1f7a8c', '#8a6d1d'];

export function getAvatarColor(id: string): string {
  let sum = 0;
  for (const digit of id) sum = (sum * 31 + Number(digit)) % 9973;
  return PALETTE[sum % PALETTE.length]!;
}

export function getInitials(name: string): string {
  const parts = name.split(/[\s_-]+/).filter(Boolean);
  return parts
    .slice(0, 2)
    .map((part) => [...part][0]!.toUpperCase())
    .join('');
}
