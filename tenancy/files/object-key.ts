import { createHash } from 'node:crypto';

/**
 * What the keys of a guild's objects begin with. Keys are derived and never stored: a row of a
 * customer database cannot name another guild's object.
 * @throws TypeError for an id that is not ours
 */
export function toGuildPrefix(guildId: string): string {
  if (!/^[0-9]{1,20}$/.test(guildId)) throw new TypeError('guild id');
  return `guilds/${guildId}/`;
}

/** What the keys of a file's objects begin with. @throws TypeError for ids that are not ours */
export function toFilePrefix(guildId: string, fileId: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fileId)) throw new TypeError('file id');
  return `${toGuildPrefix(guildId)}${fileId}/`;
}

/**
 * The last part of an object's key. Every attempt to store a file has its own data key and so an
 * object of its own: one that was thought dead replaces nothing.
 */
export const toObjectVersion = (dataKey: Buffer): string =>
  createHash('sha256').update('vektra-object\0').update(dataKey).digest('hex').slice(0, 16);

const OBJECT_KEY =
  /^guilds\/([0-9]{1,20})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([0-9a-f]{16})$/;

/** @returns whose object it is; null for a key that is none of ours */
export function parseObjectKey(
  key: string,
): { guildId: string; id: string; version: string } | null {
  const [, guildId, id, version] = OBJECT_KEY.exec(key) ?? [];
  return guildId && id && version ? { guildId, id, version } : null;
}

/** Of a guild's objects: behind the keys of this file, and before those of the next one. */
export const toKeyBehindFile = (fileId: string): string => `${fileId}/z`;

/** Behind all keys of a guild, and before those of the next one. */
export const toKeyBehindGuild = (guildId: string): string => `${toGuildPrefix(guildId)}z`;

/** What the keys of all guilds' objects begin with. */
export const GUILDS_PREFIX = 'guilds/';
