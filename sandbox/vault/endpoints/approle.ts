import { randomUUID } from 'node:crypto';
import { absent, done, ok, refuse } from '../replies.ts';
import { issueToken, presentAuth } from '../tokens.ts';
import type { Call, Endpoint, Reply, Role, Vault } from '../types.ts';

const lockoutAfter = 5;
const lockoutMs = 15 * 60_000;

function login({ vault, body }: Call): Reply {
  const { role_id: roleId, secret_id: secretId } = body;
  if (typeof roleId !== 'string' || roleId === '') return refuse(400, 'missing role_id');
  if (isLockedOut(vault, roleId)) return refuse(403, 'permission denied');
  const found = Object.entries(vault.state.roles).find(([, role]) => role.roleId === roleId);
  if (!found) return fail(vault, roleId);
  if (typeof secretId !== 'string' || secretId === '') return refuse(400, 'missing secret_id');
  const [roleName, role] = found;
  if (role.secretId !== secretId) return fail(vault, roleId);
  role.secretIdUsed = (role.secretIdUsed ?? 0) + 1;
  if (role.secretIdUses && role.secretIdUsed >= role.secretIdUses) changeSecretId(role);
  vault.failures.delete(roleId);
  const token = issueToken(vault, {
    policies: role.policies,
    ttlSeconds: role.ttlSeconds,
    maxTtlSeconds: role.maxTtlSeconds,
    renewable: true,
    uses: role.tokenUses ?? 0,
    roleName,
  });
  return { status: 200, auth: presentAuth(vault, token) };
}

function isLockedOut(vault: Vault, roleId: string): boolean {
  const failures = vault.failures.get(roleId);
  if (!failures) return false;
  if (vault.now() - failures.lastAt >= lockoutMs) {
    vault.failures.delete(roleId);
    return false;
  }
  return failures.count >= lockoutAfter;
}

function fail(vault: Vault, roleId: string): Reply {
  const count = (vault.failures.get(roleId)?.count ?? 0) + 1;
  vault.failures.set(roleId, { count, lastAt: vault.now() });
  return refuse(400, 'invalid role or secret ID');
}

function writeRole({ vault, params: [name = ''], body }: Call): Reply {
  const before = vault.state.roles[name] ?? newRole([]);
  vault.state.roles[name] = {
    ...before,
    policies: readPolicies(body.token_policies) ?? before.policies,
    ttlSeconds: readSeconds(body.token_ttl) ?? before.ttlSeconds,
    maxTtlSeconds: readSeconds(body.token_max_ttl) ?? before.maxTtlSeconds,
    tokenUses: Number(body.token_num_uses ?? before.tokenUses ?? 0),
    secretIdUses: Number(body.secret_id_num_uses ?? before.secretIdUses ?? 0),
  };
  return done;
}

/** A role with fresh ids and a token of one hour, renewable for a month. */
export function newRole(policies: string[]): Role {
  return {
    roleId: randomUUID(),
    secretId: randomUUID(),
    policies,
    ttlSeconds: 3600,
    maxTtlSeconds: 32 * 24 * 3600,
  };
}

function changeSecretId(role: Role): void {
  role.secretId = randomUUID();
  role.secretIdUsed = 0;
}

function lookUpSecretId({ vault, params: [name = ''], body }: Call): Reply {
  const role = vault.state.roles[name];
  if (!role) return absent;
  if (body.secret_id !== role.secretId) return done;
  return ok({
    secret_id_num_uses: role.secretIdUses ? role.secretIdUses - (role.secretIdUsed ?? 0) : 0,
    secret_id_ttl: 0,
    metadata: {},
  });
}

function readPolicies(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(',').map((word) => word.trim()) : undefined;
}

function readSeconds(value: unknown): number | undefined {
  const match = /^(\d+)([smh]?)$/.exec(String(value ?? ''));
  if (!match) return undefined;
  return Number(match[1]) * ({ s: 1, m: 60, h: 3600 }[match[2] ?? ''] ?? 1);
}

/** AppRole log-in, and making roles and secret ids with the root token. */
export const appRoleEndpoints: Endpoint[] = [
  { pattern: /^auth\/approle\/login$/, open: true, handlers: { update: login } },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)$/,
    exists: ({ vault, params: [name = ''] }) => name in vault.state.roles,
    handlers: {
      update: writeRole,
      delete: ({ vault, params: [name = ''] }) => {
        delete vault.state.roles[name];
        return done;
      },
    },
  },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)\/role-id$/,
    handlers: {
      read: ({ vault, params: [name = ''] }) => {
        const role = vault.state.roles[name];
        return role ? ok({ role_id: role.roleId }) : absent;
      },
    },
  },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)\/secret-id$/,
    handlers: {
      update: ({ vault, params: [name = ''] }) => {
        const role = vault.state.roles[name];
        if (!role) return refuse(400, `role "${name}" does not exist`);
        changeSecretId(role);
        return ok({ secret_id: role.secretId, secret_id_accessor: randomUUID() });
      },
    },
  },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)\/secret-id\/lookup$/,
    handlers: { update: lookUpSecretId },
  },
];
