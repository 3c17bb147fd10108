import { SecretStoreError } from './secret-store-error.ts';

/** The Transit key that sessions and OAuth tokens are sealed under. */
export const SESSIONS_TRANSIT_KEY = 'vektra-sessions';

// Guild ids are snowflakes: digits. Nothing that a URL parser could fold (`..`, `%`, `/`, `?`, `#`)
// can stand in a path; node-vault and WHATWG URLs would normalise `../` into somebody else's
// secret.
const SECRET_PATH_PATTERN = /^tenants\/[0-9]{1,20}\/db\/[a-z0-9-]{1,64}$/;
const KEY_NAME_PATTERN = /^[a-z0-9-]{1,64}$/;

/** Where a guild's database secret lies. `id` is the secret's uuid. */
export function databaseSecretPath(guildId: string, id: string): string {
  return requireSecretPath(`tenants/${guildId}/db/${id}`, 'path');
}

/** The Transit key of a guild; deleting it erases the guild's parked demos and archives. */
export function guildTransitKey(guildId: string): string {
  if (!/^[0-9]{1,20}$/.test(guildId)) throw new SecretStoreError('denied', 'key name');
  return `guild-${guildId}`;
}

/** @throws denied unless it is a path of ours. */
export function requireSecretPath(path: string, operation: string): string {
  if (typeof path !== 'string' || !SECRET_PATH_PATTERN.test(path)) {
    throw new SecretStoreError('denied', operation);
  }
  return path;
}

/** @throws denied unless it is a key name. */
export function requireKeyName(name: string, operation: string): string {
  if (typeof name !== 'string' || !KEY_NAME_PATTERN.test(name)) {
    throw new SecretStoreError('denied', operation);
  }
  return name;
}

/** What a node that is behind may deny: sealing with a key. See ReplicaRetry. */
export const keyRetryName = (key: string): string => `key ${key}`;
