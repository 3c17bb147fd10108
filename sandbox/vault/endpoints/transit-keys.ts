import { randomBytes } from 'node:crypto';
import { createErrorReply, noContent, notFound, ok } from '../replies.ts';
import type { AuthorizedRequest, Endpoint, Reply, TransitKey, VaultServer } from '../types.ts';

/** The key of this name, if any. */
export function findKey(vault: VaultServer, name: string): TransitKey | undefined {
  return Object.hasOwn(vault.state.transit, name) ? vault.state.transit[name] : undefined;
}

/** Makes a key of AES-256 unless it is there already. */
export function ensureKey(vault: VaultServer, name: string, derived = false): TransitKey {
  const existing = findKey(vault, name);
  if (existing) return existing;
  const key: TransitKey = {
    latestVersion: 0,
    minDecryptionVersion: 1,
    minEncryptionVersion: 0,
    deletionAllowed: false,
    derived,
    versions: {},
  };
  addVersion(vault, key);
  vault.state.transit[name] = key;
  return key;
}

function addVersion(vault: VaultServer, key: TransitKey): void {
  key.latestVersion += 1;
  key.versions[key.latestVersion] = {
    key: randomBytes(32).toString('base64'),
    createdAt: Math.floor(vault.now() / 1000),
  };
}

function presentKey(name: string, key: TransitKey): object {
  const versions = Object.entries(key.versions).map(([number, { createdAt }]) => [
    number,
    createdAt,
  ]);
  return {
    name,
    type: 'aes256-gcm96',
    derived: key.derived,
    deletion_allowed: key.deletionAllowed,
    exportable: false,
    allow_plaintext_backup: false,
    keys: Object.fromEntries(versions),
    latest_version: key.latestVersion,
    min_available_version: 0,
    min_decryption_version: key.minDecryptionVersion,
    min_encryption_version: key.minEncryptionVersion,
    supports_encryption: true,
    supports_decryption: true,
    supports_derivation: true,
    supports_signing: false,
    imported_key: false,
  };
}

function create({ vault, params: [name = ''], body }: AuthorizedRequest): Reply {
  if (body.type !== undefined && body.type !== 'aes256-gcm96') {
    return createErrorReply(400, `unknown key type ${String(body.type)}`);
  }
  return ok(presentKey(name, ensureKey(vault, name, body.derived === true)));
}

function read({ vault, params: [name = ''] }: AuthorizedRequest): Reply {
  const key = findKey(vault, name);
  return key ? ok(presentKey(name, key)) : notFound;
}

function remove({ vault, params: [name = ''] }: AuthorizedRequest): Reply {
  const key = findKey(vault, name);
  const errorPrefix = `error deleting policy ${name}: `;
  if (!key) return createErrorReply(400, `${errorPrefix}could not delete key; not found`);
  if (!key.deletionAllowed)
    return createErrorReply(400, `${errorPrefix}deletion is not allowed for this key`);
  delete vault.state.transit[name];
  return noContent;
}

function configure({ vault, params: [name = ''], body }: AuthorizedRequest): Reply {
  const key = findKey(vault, name);
  if (!key) return createErrorReply(400, `no existing key named ${name} could be found`);
  if (body.deletion_allowed !== undefined) key.deletionAllowed = body.deletion_allowed === true;
  for (const field of ['min_decryption_version', 'min_encryption_version'] as const) {
    const value = body[field];
    if (value === undefined) continue;
    if (typeof value !== 'number' || value < 0 || value > key.latestVersion) {
      return createErrorReply(400, `cannot set ${field} beyond the latest version`);
    }
    if (field === 'min_decryption_version') key.minDecryptionVersion = Math.max(1, value);
    else key.minEncryptionVersion = value;
  }
  return ok(presentKey(name, key));
}

function rotate({ vault, params: [name = ''] }: AuthorizedRequest): Reply {
  const key = findKey(vault, name);
  if (!key) return createErrorReply(400, 'key not found');
  addVersion(vault, key);
  return ok(presentKey(name, key));
}

/** transit/keys: create, read, list, delete, config, rotate. */
export const transitKeysEndpoints: Endpoint[] = [
  {
    pattern: /^transit\/keys\/?$/,
    handlers: {
      list: ({ vault }) => {
        const keys = Object.keys(vault.state.transit).sort();
        return keys.length === 0 ? notFound : ok({ keys });
      },
    },
  },
  { pattern: /^transit\/keys\/([\w.-]+)$/, handlers: { read, update: create, delete: remove } },
  { pattern: /^transit\/keys\/([\w.-]+)\/config$/, handlers: { update: configure } },
  { pattern: /^transit\/keys\/([\w.-]+)\/rotate$/, handlers: { update: rotate } },
];
