import { parsePolicy } from '../policy.ts';
import { createErrorReply, noContent, notFound, ok } from '../replies.ts';
import type { AuthorizedRequest, Endpoint, Reply } from '../types.ts';

const SERVER_VERSION = '1.18.0-sandbox';

function health({ vault }: AuthorizedRequest): Reply {
  const { sealed, standby } = vault.faults;
  const baseStatus = {
    initialized: true,
    sealed,
    standby: sealed || standby !== false,
    performance_standby: false,
    server_time_utc: Math.floor(vault.now() / 1000),
    version: SERVER_VERSION,
  };
  if (sealed) return { status: 503, raw: baseStatus };
  const withCluster = {
    ...baseStatus,
    cluster_name: 'vektra-sandbox',
    cluster_id: vault.state.clusterId,
  };
  return { status: standby === false ? 200 : 429, raw: withCluster };
}

function sealStatus({ vault }: AuthorizedRequest): Reply {
  const { sealed } = vault.faults;
  return {
    status: 200,
    raw: {
      type: 'shamir',
      initialized: true,
      sealed,
      t: 1,
      n: 1,
      progress: 0,
      nonce: '',
      version: SERVER_VERSION,
      migration: false,
      recovery_seal: false,
      storage_type: 'file',
    },
  };
}

function writePolicy({ vault, params, body }: AuthorizedRequest): Reply {
  if (typeof body.policy !== 'string')
    return createErrorReply(400, "'policy' parameter not supplied");
  try {
    parsePolicy(body.policy);
  } catch {
    return createErrorReply(400, 'failed to parse policy');
  }
  vault.state.policies[params[0] ?? ''] = body.policy;
  return noContent;
}

/** sys/health, sys/seal-status, and the bit of administration that provisioning needs. */
export const sysEndpoints: Endpoint[] = [
  {
    pattern: /^sys\/health$/,
    isPublic: true,
    isAvailableWhenSealed: true,
    handlers: { read: health },
  },
  {
    pattern: /^sys\/seal-status$/,
    isPublic: true,
    isAvailableWhenSealed: true,
    handlers: { read: sealStatus },
  },
  {
    pattern: /^sys\/policies\/acl\/([\w-]+)$/,
    handlers: {
      update: writePolicy,
      read: ({ vault, params: [name = ''] }) => {
        const policy = vault.state.policies[name];
        return policy === undefined ? notFound : ok({ name, policy });
      },
      delete: ({ vault, params: [name = ''] }) => {
        delete vault.state.policies[name];
        return noContent;
      },
    },
  },
  {
    pattern: /^sys\/(?:mounts|auth)\/(kv|transit|approle)$/,
    handlers: {
      // Everything is mounted already; provisioning scripts expect and pass over this answer.
      update: ({ params: [name = ''] }) =>
        createErrorReply(400, `path is already in use at ${name}/`),
    },
  },
];
