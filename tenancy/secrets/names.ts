import { SecretStoreError } from './error.ts';

/** The Transit key that sessions and OAuth tokens are sealed under. */
export const sessionsKey = 'vektra-sessions';

// Guild ids are snowflakes: digits. Nothing that a URL parser could fold (`..`, `%`, `/`, `?`, `#`)
// can stand in a path; node-vault and WHATWG URLs would normalise `../` into somebody else's secret.
const secretPath = /^tenants\/[0-9]{1,20}\/db\/[a-z0-9-]{1,64}$/;
const keyName = /^[a-z0-9-]{1,64}$/;

/** Where a guild's database secret lies. `id` is the secret's uuid. */
export function databaseSecretPath(guildId: string, id: string): string {
  return checkedPath(`tenants/${guildId}/db/${id}`, 'path');
}

/** The Transit key of a guild; deleting it erases the guild's parked demos and archives. */
export function guildKey(guildId: string): string {
  if (!/^[0-9]{1,20}$/.test(guildId)) throw new SecretStoreError('denied', 'key name');
  return `guild-${guildId}`;
}

/** @throws denied unless it is a path of ours. */
export function checkedPath(path: string, operation: string): string {
  if (typeof path !== 'string' || !secretPath.test(path)) {
    throw new SecretStoreError('denied', operation);
  }
  return path;
}

/** @throws denied unless it is a key name. */
export function checkedKey(name: string, operation: string): string {
  if (typeof name !== 'string' || !keyName.test(name)) {
    throw new SecretStoreError('denied', operation);
  }
  return name;
}
