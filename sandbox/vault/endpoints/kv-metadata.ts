import { noContent, notFound, ok } from '../replies.ts';
import type { AuthorizedRequest, Endpoint, Reply } from '../types.ts';
import { createSecret, findSecret } from './kv-data.ts';

function read({ vault, params: [path = ''] }: AuthorizedRequest): Reply {
  const secret = findSecret(vault, path);
  if (!secret) return notFound;
  const versions = Object.entries(secret.versions).map(([number, version]) => [
    number,
    {
      created_time: version.createdTime,
      deletion_time: version.deletionTime,
      destroyed: version.destroyed,
    },
  ]);
  return ok({
    cas_required: secret.casRequired,
    created_time: secret.createdTime,
    current_version: secret.currentVersion,
    custom_metadata: secret.customMetadata,
    delete_version_after: secret.deleteVersionAfter,
    max_versions: secret.maxVersions,
    oldest_version: secret.oldestVersion,
    updated_time: secret.updatedTime,
    versions: Object.fromEntries(versions),
  });
}

function write({ vault, params: [path = ''], body }: AuthorizedRequest): Reply {
  const secret = findSecret(vault, path) ?? createSecret(vault);
  if (body.max_versions !== undefined) secret.maxVersions = Number(body.max_versions) || 0;
  if (body.cas_required !== undefined) secret.casRequired = body.cas_required === true;
  if (typeof body.delete_version_after === 'string') {
    secret.deleteVersionAfter = body.delete_version_after;
  }
  if (body.custom_metadata !== undefined) {
    secret.customMetadata = body.custom_metadata as Record<string, string> | null;
  }
  vault.state.kv[path] = secret;
  return noContent;
}

function list({ vault, params: [folder = ''] }: AuthorizedRequest): Reply {
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  const keys = new Set<string>();
  for (const path of Object.keys(vault.state.kv)) {
    if (!path.startsWith(prefix)) continue;
    const [first = '', ...deeper] = path.slice(prefix.length).split('/');
    keys.add(deeper.length > 0 ? `${first}/` : first);
  }
  return keys.size === 0 ? notFound : ok({ keys: [...keys].sort() });
}

function deleteSecret({ vault, params: [path = ''] }: AuthorizedRequest): Reply {
  delete vault.state.kv[path];
  return noContent;
}

function writeConfig({ vault, body }: AuthorizedRequest): Reply {
  const config = vault.state.kvConfig;
  if (body.max_versions !== undefined) config.maxVersions = Number(body.max_versions) || 0;
  if (body.cas_required !== undefined) config.casRequired = body.cas_required === true;
  return noContent;
}

/** kv/metadata (read, write, list, delete with all versions) and kv/config. */
export const kvMetadataEndpoints: Endpoint[] = [
  {
    pattern: /^kv\/metadata(?:\/(.*))?$/,
    exists: ({ vault, params: [path = ''] }) => findSecret(vault, path) !== undefined,
    handlers: { read, update: write, list, delete: deleteSecret },
  },
  {
    pattern: /^kv\/config$/,
    handlers: {
      read: ({ vault }) =>
        ok({
          cas_required: vault.state.kvConfig.casRequired,
          max_versions: vault.state.kvConfig.maxVersions,
          delete_version_after: '0s',
        }),
      update: writeConfig,
    },
  },
];
