import { randomBytes, randomUUID } from 'node:crypto';
import type { Token, Vault } from './types.ts';

/** What a new token is made of; a TTL of 0 never ends. */
export interface TokenWish {
  policies: string[];
  ttlSeconds: number;
  maxTtlSeconds: number;
  renewable: boolean;
  uses?: number;
  roleName?: string;
}

/** Makes and keeps a token. */
export function issueToken(vault: Vault, wish: TokenWish): Token {
  dropExpired(vault);
  const now = vault.now();
  const token: Token = {
    id: `hvs.${randomBytes(24).toString('base64url')}`,
    accessor: randomBytes(18).toString('base64url'),
    policies: [...new Set(['default', ...wish.policies])].sort(),
    roleName: wish.roleName ?? null,
    ttlSeconds: wish.ttlSeconds,
    renewable: wish.renewable && wish.ttlSeconds > 0,
    ...(wish.uses ? { usesLeft: wish.uses } : {}),
    createdAt: now,
    expiresAt: wish.ttlSeconds > 0 ? now + wish.ttlSeconds * 1000 : null,
    maxExpiresAt: wish.maxTtlSeconds > 0 ? now + wish.maxTtlSeconds * 1000 : null,
  };
  vault.state.tokens[token.id] = token;
  return token;
}

/** The root token, as a token. */
function rootTokenOf(vault: Vault): Token {
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
export function findToken(vault: Vault, id: string | undefined): Token | null {
  if (!id) return null;
  if (id === vault.state.rootToken) return rootTokenOf(vault);
  const token = Object.hasOwn(vault.state.tokens, id) ? vault.state.tokens[id] : undefined;
  if (!token || secondsLeft(vault, token) === -1) return null;
  return token;
}

/** Whole seconds left; 0 for a token that never ends, -1 for one that has. */
export function secondsLeft(vault: Vault, token: Token): number {
  if (token.expiresAt === null) return 0;
  const left = Math.ceil((token.expiresAt - vault.now()) / 1000);
  return left > 0 ? left : -1;
}

/** The `auth` part of a log-in's or a renewal's answer. */
export function presentAuth(vault: Vault, token: Token): object {
  return {
    client_token: token.id,
    accessor: token.accessor,
    policies: token.policies,
    token_policies: token.policies,
    metadata: token.roleName === null ? null : { role_name: token.roleName },
    lease_duration: Math.max(0, secondsLeft(vault, token)),
    renewable: token.renewable,
    entity_id: token.roleName === null ? '' : randomUUID(),
    token_type: 'service',
    orphan: true,
    mfa_requirement: null,
    num_uses: token.usesLeft ?? 0,
  };
}

/** Counts a request that a token makes; after the last one it is gone. */
export function spendUse(vault: Vault, token: Token): void {
  if (token.usesLeft === undefined) return;
  token.usesLeft -= 1;
  if (token.usesLeft <= 0) delete vault.state.tokens[token.id];
}

function dropExpired(vault: Vault): void {
  for (const token of Object.values(vault.state.tokens)) {
    if (secondsLeft(vault, token) === -1) delete vault.state.tokens[token.id];
  }
}
