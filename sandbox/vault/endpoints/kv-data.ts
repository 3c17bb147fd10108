import { absent, done, ok, refuse } from '../replies.ts';
import type { Call, Endpoint, Reply, Secret, SecretVersion, Vault } from '../types.ts';

const versionsKeptByDefault = 10;

/** The secret at a path, if it has ever been written. */
export function findSecret(vault: Vault, path: string): Secret | undefined {
  return Object.hasOwn(vault.state.kv, path) ? vault.state.kv[path] : undefined;
}

/** A secret without versions, as a metadata write makes it. */
export function newSecret(vault: Vault): Secret {
  const time = new Date(vault.now()).toISOString();
  return {
    currentVersion: 0,
    oldestVersion: 0,
    maxVersions: 0,
    casRequired: false,
    deleteVersionAfter: '0s',
    customMetadata: null,
    createdTime: time,
    updatedTime: time,
    versions: {},
  };
}

function describe(secret: Secret, number: number, version: SecretVersion): object {
  return {
    version: number,
    created_time: version.createdTime,
    deletion_time: version.deletionTime,
    destroyed: version.destroyed,
    custom_metadata: secret.customMetadata,
  };
}

function read({ vault, params: [path = ''], query }: Call): Reply {
  const secret = findSecret(vault, path);
  if (!secret) return absent;
  // Version 0 means the current one.
  const number = Number(query.get('version') ?? 0) || secret.currentVersion;
  const version = secret.versions[number];
  if (!version) return absent;
  const metadata = describe(secret, number, version);
  if (version.destroyed || version.deletionTime !== '') {
    return { status: 404, data: { data: null, metadata } };
  }
  return ok({ data: version.data, metadata });
}

function write({ vault, params: [path = ''], body }: Call): Reply {
  const { data, options } = body;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return refuse(400, 'no data provided');
  }
  const secret = findSecret(vault, path) ?? newSecret(vault);
  const cas = (options as { cas?: unknown } | undefined)?.cas;
  if (cas === undefined) {
    if (vault.state.kvConfig.casRequired || secret.casRequired) {
      return refuse(400, 'check-and-set parameter required for this call');
    }
  } else if (Number(cas) !== secret.currentVersion) {
    return refuse(400, 'check-and-set parameter did not match the current version');
  }
  const number = secret.currentVersion + 1;
  const version: SecretVersion = {
    data: data as Record<string, unknown>,
    createdTime: new Date(vault.now()).toISOString(),
    deletionTime: '',
    destroyed: false,
  };
  secret.versions[number] = version;
  secret.currentVersion = number;
  secret.updatedTime = version.createdTime;
  prune(vault, secret);
  vault.state.kv[path] = secret;
  return ok(describe(secret, number, version));
}

function prune(vault: Vault, secret: Secret): void {
  const keep =
    Math.max(secret.maxVersions, vault.state.kvConfig.maxVersions) || versionsKeptByDefault;
  if (Object.keys(secret.versions).length <= keep) return;
  secret.oldestVersion = secret.currentVersion - keep + 1;
  for (const number of Object.keys(secret.versions)) {
    if (Number(number) < secret.oldestVersion) delete secret.versions[number];
  }
}

function removeLatest({ vault, params: [path = ''] }: Call): Reply {
  const secret = findSecret(vault, path);
  const version = secret?.versions[secret.currentVersion];
  if (version && !version.destroyed && version.deletionTime === '') {
    version.deletionTime = new Date(vault.now()).toISOString();
  }
  return done;
}

/** kv/data: read, write with check-and-set, delete the latest version. */
export const kvDataEndpoints: Endpoint[] = [
  {
    pattern: /^kv\/data\/(.*[^/])$/,
    exists: ({ vault, params: [path = ''] }) => findSecret(vault, path) !== undefined,
    handlers: { read, update: write, delete: removeLatest },
  },
];
