import { randomUUID } from 'node:crypto';
import { createErrorReply, noContent, notFound, ok } from '../replies.ts';
import { issueToken, presentAuth } from '../tokens.ts';
import type { AuthorizedRequest, Endpoint, Reply, Role, VaultServer } from '../types.ts';

const MAX_FAILED_LOGINS = 5;
const LOCKOUT_MS = 15 * 60_000;

function login({ vault, body }: AuthorizedRequest): Reply {
  const { role_id: roleId, secret_id: secretId } = body;
  if (typeof roleId !== 'string' || roleId === '') return createErrorReply(400, 'missing role_id');
  if (isLockedOut(vault, roleId)) return createErrorReply(403, 'permission denied');
  const entry = Object.entries(vault.state.roles).find(([, role]) => role.roleId === roleId);
  if (!entry) return rejectLogin(vault, roleId);
  if (typeof secretId !== 'string' || secretId === '')
    return createErrorReply(400, 'missing secret_id');
  const [roleName, role] = entry;
  if (role.secretId !== secretId) return rejectLogin(vault, roleId);
  role.secretIdUsed = (role.secretIdUsed ?? 0) + 1;
  if (role.secretIdUses && role.secretIdUsed >= role.secretIdUses) rotateSecretId(role);
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

function isLockedOut(vault: VaultServer, roleId: string): boolean {
  const failures = vault.failures.get(roleId);
  if (!failures) return false;
  if (vault.now() - failures.lastAt >= LOCKOUT_MS) {
    vault.failures.delete(roleId);
    return false;
  }
  return failures.count >= MAX_FAILED_LOGINS;
}

function rejectLogin(vault: VaultServer, roleId: string): Reply {
  const count = (vault.failures.get(roleId)?.count ?? 0) + 1;
  vault.failures.set(roleId, { count, lastAt: vault.now() });
  return createErrorReply(400, 'invalid role or secret ID');
}

function writeRole({ vault, params: [name = ''], body }: AuthorizedRequest): Reply {
  const existing = vault.state.roles[name] ?? createRole([]);
  vault.state.roles[name] = {
    ...existing,
    policies: readPolicies(body.token_policies) ?? existing.policies,
    ttlSeconds: readSeconds(body.token_ttl) ?? existing.ttlSeconds,
    maxTtlSeconds: readSeconds(body.token_max_ttl) ?? existing.maxTtlSeconds,
    tokenUses: Number(body.token_num_uses ?? existing.tokenUses ?? 0),
    secretIdUses: Number(body.secret_id_num_uses ?? existing.secretIdUses ?? 0),
  };
  return noContent;
}

/** A role with fresh ids and a token of one hour, renewable for a month. */
export function createRole(policies: string[]): Role {
  return {
    roleId: randomUUID(),
    secretId: randomUUID(),
    policies,
    ttlSeconds: 3600,
    maxTtlSeconds: 32 * 24 * 3600,
  };
}

function rotateSecretId(role: Role): void {
  role.secretId = randomUUID();
  role.secretIdUsed = 0;
}

function lookUpSecretId({ vault, params: [name = ''], body }: AuthorizedRequest): Reply {
  const role = vault.state.roles[name];
  if (!role) return notFound;
  if (body.secret_id !== role.secretId) return noContent;
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
  { pattern: /^auth\/approle\/login$/, isPublic: true, handlers: { update: login } },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)$/,
    exists: ({ vault, params: [name = ''] }) => name in vault.state.roles,
    handlers: {
      update: writeRole,
      delete: ({ vault, params: [name = ''] }) => {
        delete vault.state.roles[name];
        return noContent;
      },
    },
  },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)\/role-id$/,
    handlers: {
      read: ({ vault, params: [name = ''] }) => {
        const role = vault.state.roles[name];
        return role ? ok({ role_id: role.roleId }) : notFound;
      },
    },
  },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)\/secret-id$/,
    handlers: {
      update: ({ vault, params: [name = ''] }) => {
        const role = vault.state.roles[name];
        if (!role) return createErrorReply(400, `role "${name}" does not exist`);
        rotateSecretId(role);
        return ok({ secret_id: role.secretId, secret_id_accessor: randomUUID() });
      },
    },
  },
  {
    pattern: /^auth\/approle\/role\/([\w-]+)\/secret-id\/lookup$/,
    handlers: { update: lookUpSecretId },
  },
];
