import { createErrorReply, noContent, ok } from '../replies.ts';
import { getRemainingSeconds, issueToken, presentAuth } from '../tokens.ts';
import type { AuthorizedRequest, Endpoint, Reply } from '../types.ts';

function lookupSelf({ vault, token }: AuthorizedRequest): Reply {
  if (!token) return createErrorReply(403, 'permission denied');
  return ok({
    id: token.id,
    accessor: token.accessor,
    policies: token.policies,
    path: token.roleName === null ? 'auth/token/create' : 'auth/approle/login',
    meta: token.roleName === null ? null : { role_name: token.roleName },
    display_name: token.roleName === null ? 'token' : 'approle',
    creation_time: Math.floor(token.createdAt / 1000),
    creation_ttl: token.ttlSeconds,
    ttl: Math.max(0, getRemainingSeconds(vault, token)),
    expire_time: token.expiresAt === null ? null : new Date(token.expiresAt).toISOString(),
    explicit_max_ttl: 0,
    renewable: token.renewable,
    num_uses: token.usesLeft ?? 0,
    orphan: true,
    type: 'service',
  });
}

function renewSelf({ vault, token }: AuthorizedRequest): Reply {
  if (!token) return createErrorReply(403, 'permission denied');
  if (!token.renewable) return createErrorReply(400, 'lease is not renewable');
  token.expiresAt = Math.min(
    vault.now() + token.ttlSeconds * 1000,
    token.maxExpiresAt ?? Number.MAX_SAFE_INTEGER,
  );
  return { status: 200, auth: presentAuth(vault, token) };
}

function revokeSelf({ vault, token }: AuthorizedRequest): Reply {
  if (token) delete vault.state.tokens[token.id];
  return noContent;
}

function create({ vault, body }: AuthorizedRequest): Reply {
  const seconds = Number.parseInt(String(body.ttl ?? '0'), 10) || 0;
  const token = issueToken(vault, {
    policies: Array.isArray(body.policies) ? body.policies.map(String) : [],
    ttlSeconds: seconds,
    maxTtlSeconds: 0,
    renewable: body.renewable !== false,
  });
  return { status: 200, auth: presentAuth(vault, token) };
}

/** What a token can do with itself, and `auth/token/create` for root. */
export const tokenEndpoints: Endpoint[] = [
  { pattern: /^auth\/token\/lookup-self$/, handlers: { read: lookupSelf } },
  { pattern: /^auth\/token\/renew-self$/, handlers: { update: renewSelf } },
  { pattern: /^auth\/token\/revoke-self$/, handlers: { update: revokeSelf } },
  { pattern: /^auth\/token\/create$/, handlers: { update: create } },
];
