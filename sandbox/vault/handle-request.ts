import { randomUUID } from 'node:crypto';
import { appRoleEndpoints } from './endpoints/approle.ts';
import { kvDataEndpoints } from './endpoints/kv-data.ts';
import { kvMetadataEndpoints } from './endpoints/kv-metadata.ts';
import { kvVersionsEndpoints } from './endpoints/kv-versions.ts';
import { sysEndpoints } from './endpoints/sys.ts';
import { tokenEndpoints } from './endpoints/token.ts';
import { transitCryptEndpoints } from './endpoints/transit-crypt.ts';
import { transitKeysEndpoints } from './endpoints/transit-keys.ts';
import { DEFAULT_POLICY, getCapabilities, parsePolicy } from './policy.ts';
import { createErrorReply } from './replies.ts';
import { consumeUse, findToken } from './tokens.ts';
import type { AuthorizedRequest, Endpoint, Operation, Reply, VaultServer } from './types.ts';

const endpoints: Endpoint[] = [
  ...sysEndpoints,
  ...appRoleEndpoints,
  ...tokenEndpoints,
  ...kvDataEndpoints,
  ...kvVersionsEndpoints,
  ...kvMetadataEndpoints,
  ...transitKeysEndpoints,
  ...transitCryptEndpoints,
];

/** A request after HTTP is taken off it. */
export interface ParsedRequest {
  operation: Operation;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown> | null;
  tokenId: string | undefined;
}

/**
 * Gates in Vault's order: seal, standby, quota, token, policy; only then does anything exist or
 * not.
 */
export function handleRequest(vault: VaultServer, parsedRequest: ParsedRequest): Reply {
  const { path, operation } = parsedRequest;
  const matched = endpoints
    .map((endpoint) => ({ endpoint, match: endpoint.pattern.exec(path) }))
    .find(({ match }) => match !== null);
  const { faults } = vault;
  if (!matched?.endpoint.isAvailableWhenSealed) {
    if (faults.sealed) return createErrorReply(503, 'Vault is sealed');
    if (faults.standby === 'no-active')
      return createErrorReply(503, 'no active Vault instance found');
    if (faults.isQuotaExceeded)
      return createErrorReply(429, `request path "${path}": rate limit quota exceeded`);
  }
  if (path.split('/').some((segment) => segment === '..' || segment === '.')) {
    return createErrorReply(400, 'relative paths not supported');
  }
  if (parsedRequest.body === null) return createErrorReply(400, 'failed to parse JSON input');
  const authorizedRequest: AuthorizedRequest = {
    vault,
    operation,
    path,
    params: matched?.match?.slice(1) ?? [],
    query: parsedRequest.query,
    body: parsedRequest.body,
    token: findToken(vault, parsedRequest.tokenId),
  };
  if (!matched?.endpoint.isPublic) {
    if (!authorizedRequest.token) return createErrorReply(403, 'permission denied');
    consumeUse(vault, authorizedRequest.token);
    if (!isAllowed(authorizedRequest, matched?.endpoint)) {
      return createErrorReply(403, '1 error occurred:\n\t* permission denied\n\n');
    }
  }
  if (!matched)
    return createErrorReply(404, `no handler for route "${path}". route entry not found.`);
  const handler = matched.endpoint.handlers[operation];
  return handler
    ? handler(authorizedRequest)
    : createErrorReply(405, '1 error occurred:\n\t* unsupported operation\n\n');
}

function isAllowed(authorizedRequest: AuthorizedRequest, endpoint: Endpoint | undefined): boolean {
  const { token, vault } = authorizedRequest;
  if (!token) return false;
  if (token.policies.includes('root')) return true;
  const rules = token.policies.flatMap((name) =>
    parsePolicy(name === 'default' ? DEFAULT_POLICY : (vault.state.policies[name] ?? '')),
  );
  if (authorizedRequest.operation === 'list') {
    const trimmedPath = authorizedRequest.path.replace(/\/$/, '');
    return [`${trimmedPath}/`, trimmedPath].some((path) =>
      getCapabilities(rules, path).has('list'),
    );
  }
  const isCreate =
    authorizedRequest.operation === 'update' && endpoint?.exists?.(authorizedRequest) === false;
  return getCapabilities(rules, authorizedRequest.path).has(
    isCreate ? 'create' : authorizedRequest.operation,
  );
}

/** The body that goes over the wire; undefined for none. */
export function toResponseBody(reply: Reply): object | undefined {
  if ('raw' in reply) return reply.raw;
  if ('errors' in reply) return { errors: reply.errors };
  if (!('data' in reply) && !('auth' in reply)) return undefined;
  return {
    request_id: randomUUID(),
    lease_id: '',
    renewable: false,
    lease_duration: 0,
    data: 'data' in reply ? reply.data : null,
    wrap_info: null,
    warnings: null,
    auth: 'auth' in reply ? reply.auth : null,
  };
}
