import { randomUUID } from 'node:crypto';
import { appRoleEndpoints } from './endpoints/approle.ts';
import { kvDataEndpoints } from './endpoints/kv-data.ts';
import { kvMetadataEndpoints } from './endpoints/kv-metadata.ts';
import { kvVersionsEndpoints } from './endpoints/kv-versions.ts';
import { sysEndpoints } from './endpoints/sys.ts';
import { tokenEndpoints } from './endpoints/token.ts';
import { transitCryptEndpoints } from './endpoints/transit-crypt.ts';
import { transitKeysEndpoints } from './endpoints/transit-keys.ts';
import { capabilitiesOn, defaultPolicy, parsePolicy } from './policy.ts';
import { refuse } from './replies.ts';
import { findToken, spendUse } from './tokens.ts';
import type { Call, Endpoint, Operation, Reply, Vault } from './types.ts';

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
export interface Question {
  operation: Operation;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown> | null;
  tokenId: string | undefined;
}

/** Gates in Vault's order: seal, standby, quota, token, policy; only then does anything exist or not. */
export function answer(vault: Vault, question: Question): Reply {
  const { path, operation } = question;
  const found = endpoints
    .map((endpoint) => ({ endpoint, match: endpoint.pattern.exec(path) }))
    .find(({ match }) => match !== null);
  const { moods } = vault;
  if (!found?.endpoint.whileSealed) {
    if (moods.sealed) return refuse(503, 'Vault is sealed');
    if (moods.standby === 'no-active') return refuse(503, 'no active Vault instance found');
    if (moods.quota) return refuse(429, `request path "${path}": rate limit quota exceeded`);
  }
  if (path.split('/').some((segment) => segment === '..' || segment === '.')) {
    return refuse(400, 'relative paths not supported');
  }
  if (question.body === null) return refuse(400, 'failed to parse JSON input');
  const call: Call = {
    vault,
    operation,
    path,
    params: found?.match?.slice(1) ?? [],
    query: question.query,
    body: question.body,
    token: findToken(vault, question.tokenId),
  };
  if (!found?.endpoint.open) {
    if (!call.token) return refuse(403, 'permission denied');
    spendUse(vault, call.token);
    if (!isAllowed(call, found?.endpoint)) {
      return refuse(403, '1 error occurred:\n\t* permission denied\n\n');
    }
  }
  if (!found) return refuse(404, `no handler for route "${path}". route entry not found.`);
  const handler = found.endpoint.handlers[operation];
  return handler ? handler(call) : refuse(405, '1 error occurred:\n\t* unsupported operation\n\n');
}

function isAllowed(call: Call, endpoint: Endpoint | undefined): boolean {
  const { token, vault } = call;
  if (!token) return false;
  if (token.policies.includes('root')) return true;
  const rules = token.policies.flatMap((name) =>
    parsePolicy(name === 'default' ? defaultPolicy : (vault.state.policies[name] ?? '')),
  );
  if (call.operation === 'list') {
    const bare = call.path.replace(/\/$/, '');
    return [`${bare}/`, bare].some((path) => capabilitiesOn(rules, path).has('list'));
  }
  const creates = call.operation === 'update' && endpoint?.exists?.(call) === false;
  return capabilitiesOn(rules, call.path).has(creates ? 'create' : call.operation);
}

/** The body that goes over the wire; undefined for none. */
export function bodyOf(reply: Reply): object | undefined {
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
