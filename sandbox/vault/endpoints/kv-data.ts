import { createErrorReply, noContent, notFound, ok } from '../replies.ts';
import type {
  AuthorizedRequest,
  Endpoint,
  Reply,
  Secret,
  SecretVersion,
  VaultServer,
} from '../types.ts';

const DEFAULT_MAX_VERSIONS = 10;

/** The secret at a path, if it has ever been written. */
export function findSecret(vault: VaultServer, path: string): Secret | undefined {
  return Object.hasOwn(vault.state.kv, path) ? vault.state.kv[path] : undefined;
}

/** A secret without versions, as a metadata write makes it. */
export function createSecret(vault: VaultServer): Secret {
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

function presentVersion(secret: Secret, versionNumber: number, version: SecretVersion): object {
  return {
    version: versionNumber,
    created_time: version.createdTime,
    deletion_time: version.deletionTime,
    destroyed: version.destroyed,
    custom_metadata: secret.customMetadata,
  };
}

function read({ vault, params: [path = ''], query }: AuthorizedRequest): Reply {
  const secret = findSecret(vault, path);
  if (!secret) return notFound;
  // Version 0 means the current one.
  const versionNumber = Number(query.get('version') ?? 0) || secret.currentVersion;
  const version = secret.versions[versionNumber];
  if (!version) return notFound;
  const metadata = presentVersion(secret, versionNumber, version);
  if (version.destroyed || version.deletionTime !== '') {
    return { status: 404, data: { data: null, metadata } };
  }
  return ok({ data: version.data, metadata });
}

function write({ vault, params: [path = ''], body }: AuthorizedRequest): Reply {
  const { data, options } = body;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return createErrorReply(400, 'no data provided');
  }
  const secret = findSecret(vault, path) ?? createSecret(vault);
  const cas = (options as { cas?: unknown } | undefined)?.cas;
  if (cas === undefined) {
    if (vault.state.kvConfig.casRequired || secret.casRequired) {
      return createErrorReply(400, 'check-and-set parameter required for this call');
    }
  } else if (Number(cas) !== secret.currentVersion) {
    return createErrorReply(400, 'check-and-set parameter did not match the current version');
  }
  const versionNumber = secret.currentVersion + 1;
  const version: SecretVersion = {
    data: data as Record<string, unknown>,
    createdTime: new Date(vault.now()).toISOString(),
    deletionTime: '',
    destroyed: false,
  };
  secret.versions[versionNumber] = version;
  secret.currentVersion = versionNumber;
  secret.updatedTime = version.createdTime;
  pruneVersions(vault, secret);
  vault.state.kv[path] = secret;
  return ok(presentVersion(secret, versionNumber, version));
}

function pruneVersions(vault: VaultServer, secret: Secret): void {
  const keepCount =
    Math.max(secret.maxVersions, vault.state.kvConfig.maxVersions) || DEFAULT_MAX_VERSIONS;
  if (Object.keys(secret.versions).length <= keepCount) return;
  secret.oldestVersion = secret.currentVersion - keepCount + 1;
  for (const versionNumber of Object.keys(secret.versions)) {
    if (Number(versionNumber) < secret.oldestVersion) delete secret.versions[versionNumber];
  }
}

function deleteLatestVersion({ vault, params: [path = ''] }: AuthorizedRequest): Reply {
  const secret = findSecret(vault, path);
  const version = secret?.versions[secret.currentVersion];
  if (version && !version.destroyed && version.deletionTime === '') {
    version.deletionTime = new Date(vault.now()).toISOString();
  }
  return noContent;
}

/** kv/data: read, write with check-and-set, delete the latest version. */
export const kvDataEndpoints: Endpoint[] = [
  {
    pattern: /^kv\/data\/(.*[^/])$/,
    exists: ({ vault, params: [path = ''] }) => findSecret(vault, path) !== undefined,
    handlers: { read, update: write, delete: deleteLatestVersion },
  },
];
