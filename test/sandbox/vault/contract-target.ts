import { startLocalVault } from '../../../sandbox/vault/index.ts';

/** An HTTP answer, as it came. */
interface TargetResponse {
  status: number;
  headers: Headers;
  /**
   * Parsed JSON, or undefined for no body. Loosely typed: reading it is what the tests are about.
   */
  body: Body;
}

// biome-ignore lint/suspicious/noExplicitAny: a foreign server's JSON, checked by assertions
type Body = any;

/** The Vault under test: the local one, or a real one. */
export interface ContractTarget {
  url: string;
  rootToken: string;
  /** True for the local server, which can be sealed and so on. */
  local: Awaited<ReturnType<typeof startLocalVault>> | undefined;
  /** Sends a request; `token` is root's unless given, null sends none. */
  request(
    method: string,
    path: string,
    body?: unknown,
    token?: string | null,
  ): Promise<TargetResponse>;
  stop(): Promise<void>;
}

/**
 * Starts the local Vault, or takes the real one at VAULT_ADDR with VAULT_TOKEN. The real one is
 * taken only with VAULT_CONTRACT=1: the tests make policies, roles and secrets, which nobody
 * wants in the Vault that the shell happens to point to.
 */
export async function openContractTarget(): Promise<ContractTarget> {
  const { VAULT_ADDR, VAULT_TOKEN, VAULT_CONTRACT } = process.env;
  const real = VAULT_CONTRACT === '1' && VAULT_ADDR && VAULT_TOKEN;
  const local = real ? undefined : await startLocalVault({ port: 0 });
  const url = local?.url ?? VAULT_ADDR ?? '';
  const rootToken = local?.rootToken ?? VAULT_TOKEN ?? '';
  return {
    url,
    rootToken,
    local,
    request: async (method, path, body, token = rootToken) => {
      const response = await fetch(`${url}/v1/${path}`, {
        method,
        redirect: 'manual',
        headers: token === null ? {} : { 'x-vault-token': token },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
    },
    stop: async () => local?.stop(),
  };
}

/** A role made over the API, so that a real Vault is provisioned as the local one is. */
export async function createRole(
  target: ContractTarget,
  name: string,
  policy: string,
): Promise<{ role_id: string; secret_id: string }> {
  await target.request('PUT', `sys/policies/acl/${name}`, { policy });
  await target.request('POST', `auth/approle/role/${name}`, {
    token_policies: [name],
    token_ttl: '1h',
  });
  const role = await target.request('GET', `auth/approle/role/${name}/role-id`);
  const secret = await target.request('POST', `auth/approle/role/${name}/secret-id`, {});
  return { role_id: role.body.data.role_id, secret_id: secret.body.data.secret_id };
}

/** Mounts what the product uses; on a Vault that has it, the refusals are passed over. */
export async function enableEngines(target: ContractTarget): Promise<void> {
  await target.request('POST', 'sys/mounts/kv', { type: 'kv', options: { version: '2' } });
  await target.request('POST', 'sys/mounts/transit', { type: 'transit' });
  await target.request('POST', 'sys/auth/approle', { type: 'approle' });
  // A fresh KV v2 mount answers 400 while it sets itself up.
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await target.request('GET', 'kv/config')).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('KV v2 did not come up');
}
