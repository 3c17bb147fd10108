import { databaseSecretPath } from '../secrets/index.ts';

// A row's `store` is a region's key or this: the id of a secret of the same guild.
const BUCKET_ID_PATTERN = /^own:([a-z0-9-]{1,59})$/;

/** What rows call a guild's own bucket. @param ref of its secret */
export const toBucketId = (ref: string): string => `own:${ref.slice(ref.lastIndexOf('/') + 1)}`;

/**
 * The secret of the bucket that a row names, always one of the row's guild.
 * @returns null for a region's key
 */
export function toBucketRef(guildId: string, store: string): string | null {
  const [, id] = BUCKET_ID_PATTERN.exec(store) ?? [];
  return id ? databaseSecretPath(guildId, id) : null;
}
