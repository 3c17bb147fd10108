import { randomBytes, randomUUID } from 'node:crypto';
import type { Token, VaultServer } from './types.ts';

/** What a new token is made of; a TTL of 0 never ends. */
export interface TokenOptions {
  policies: string[];
  ttlSeconds: number;
  maxTtlSeconds: number;
  renewable: boolean;
  uses?: number;
  roleName?: string;
}

/** Makes and keeps a token. */
export function issueToken(vault: VaultServer, options: TokenOptions): Token {
  deleteExpiredTokens(vault);
  const now = vault.now();
  const token: Token = {
    id: `hvs.${randomBytes(24).toString('base64url')}`,
    accessor: randomBytes(18).toString('base64url'),
    policies: [...new Set(['default', ...options.policies])].sort(),
    roleName: options.roleName ?? null,
    ttlSeconds: options.ttlSeconds,
    renewable: options.renewable && options.ttlSeconds > 0,
    ...(options.uses ? { usesLeft: options.uses } : {}),
    createdAt: now,
    expiresAt: options.ttlSeconds > 0 ? now + options.ttlSeconds * 1000 : null,
    maxExpiresAt: options.maxTtlSeconds > 0 ? now + options.maxTtlSeconds * 1000 : null,
  };
  vault.state.tokens[token.id] = token;
  return token;
}

/** The root token, as a token. */
function createRootToken(vault: VaultServer): Token {
  return {
    id: vault.state.rootToken,
    accessor: 'root',
    policies: ['root'],
    roleName: null,
    ttlSeconds: 0,
    renewable: false,
    createdAt: 0,
    expiresAt: null,
    maxExpiresAt: null,
  };
}

/** The living token with this id, or null. */
export function findToken(vault: VaultServer, id: string | undefined): Token | null {
  if (!id) return null;
  if (id === vault.state.rootToken) return createRootToken(vault);
  const token = Object.hasOwn(vault.state.tokens, id) ? vault.state.tokens[id] : undefined;
  if (!token || getRemainingSeconds(vault, token) === -1) return null;
  return token;
}

/** Whole seconds left; 0 for a token that never ends, -1 for one that has. */
export function getRemainingSeconds(vault: VaultServer, token: Token): number {
  if (token.expiresAt === null) return 0;
  const remainingSeconds = Math.ceil((token.expiresAt - vault.now()) / 1000);
  return remainingSeconds > 0 ? remainingSeconds : -1;
}

/** The `auth` part of a log-in's or a renewal's answer. */
export function presentAuth(vault: VaultServer, token: Token): object {
  return {
    client_token: token.id,
    accessor: token.accessor,
    policies: token.policies,
    token_policies: token.policies,
    metadata: token.roleName === null ? null : { role_name: token.roleName },
    lease_duration: Math.max(0, getRemainingSeconds(vault, token)),
    renewable: token.renewable,
    entity_id: token.roleName === null ? '' : randomUUID(),
    token_type: 'service',
    orphan: true,
    mfa_requirement: null,
    num_uses: token.usesLeft ?? 0,
  };
}

/** Counts a request that a token makes; after the last one it is gone. */
export function consumeUse(vault: VaultServer, token: Token): void {
  if (token.usesLeft === undefined) return;
  token.usesLeft -= 1;
  if (token.usesLeft <= 0) delete vault.state.tokens[token.id];
}

function deleteExpiredTokens(vault: VaultServer): void {
  for (const token of Object.values(vault.state.tokens)) {
    if (getRemainingSeconds(vault, token) === -1) delete vault.state.tokens[token.id];
  }
}
