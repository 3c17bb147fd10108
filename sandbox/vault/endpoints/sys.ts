import { parsePolicy } from '../policy.ts';
import { absent, done, ok, refuse } from '../replies.ts';
import type { Call, Endpoint, Reply } from '../types.ts';

const version = '1.18.0-sandbox';

function health({ vault }: Call): Reply {
  const { sealed, standby } = vault.moods;
  const common = {
    initialized: true,
    sealed,
    standby: sealed || standby !== false,
    performance_standby: false,
    server_time_utc: Math.floor(vault.now() / 1000),
    version,
  };
  if (sealed) return { status: 503, raw: common };
  const named = { ...common, cluster_name: 'vektra-sandbox', cluster_id: vault.state.clusterId };
  return { status: standby === false ? 200 : 429, raw: named };
}

function sealStatus({ vault }: Call): Reply {
  const { sealed } = vault.moods;
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
      version,
      migration: false,
      recovery_seal: false,
      storage_type: 'file',
    },
  };
}

function writePolicy({ vault, params, body }: Call): Reply {
  if (typeof body.policy !== 'string') return refuse(400, "'policy' parameter not supplied");
  try {
    parsePolicy(body.policy);
  } catch {
    return refuse(400, 'failed to parse policy');
  }
  vault.state.policies[params[0] ?? ''] = body.policy;
  return done;
}

/** sys/health, sys/seal-status, and the bit of administration that provisioning needs. */
export const sysEndpoints: Endpoint[] = [
  { pattern: /^sys\/health$/, open: true, whileSealed: true, handlers: { read: health } },
  { pattern: /^sys\/seal-status$/, open: true, whileSealed: true, handlers: { read: sealStatus } },
  {
    pattern: /^sys\/policies\/acl\/([\w-]+)$/,
    handlers: {
      update: writePolicy,
      read: ({ vault, params: [name = ''] }) => {
        const policy = vault.state.policies[name];
        return policy === undefined ? absent : ok({ name, policy });
      },
      delete: ({ vault, params: [name = ''] }) => {
        delete vault.state.policies[name];
        return done;
      },
    },
  },
  {
    pattern: /^sys\/(?:mounts|auth)\/(kv|transit|approle)$/,
    handlers: {
      // Everything is mounted already; provisioning scripts expect and pass over this answer.
      update: ({ params: [name = ''] }) => refuse(400, `path is already in use at ${name}/`),
    },
  },
];
