import nodeVault from 'node-vault';
import { SecretStoreError } from './secret-store-error.ts';
import { createTransport, type TransportResponse } from './transport.ts';
import type { SecretStoreConfig } from './types.ts';

/** What was asked of Vault, and with which token. */
export interface VaultRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Without `/v1/`; checked by the caller. */
  path: string;
  body?: Record<string, unknown>;
  token?: string;
}

/** A status and, if the answer was JSON, its body. */
export interface VaultResponse {
  status: number;
  body: Record<string, unknown> | undefined;
}

/** node-vault, made safe. */
export interface VaultClient {
  /** @throws an error that says nothing, if no answer came */
  request(ask: VaultRequest): Promise<VaultResponse>;
  close(): void;
}

/**
 * Builds node-vault with our transport and none of its habits: no environment variables, no debug
 * output (it prints bodies), no token kept inside, no errors made of responses. Its named commands
 * are not used: they run paths through mustache, which escapes HTML, and health loses its status.
 */
export function createVaultClient(config: SecretStoreConfig): VaultClient {
  const url = parseVaultUrl(config);
  const transport = createTransport({
    useTls: url.protocol === 'https:',
    timeoutMs: config.timeoutMs ?? 3000,
    ...(config.ca === undefined ? {} : { ca: config.ca }),
  });
  const client = nodeVault({
    endpoint: url.origin,
    token: 'none',
    noCustomHTTPVerbs: true,
    debug: () => undefined,
    'request-promise': transport.requestPromise,
  });
  // An empty option would be filled from VAULT_TOKEN, VAULT_PREFIX or VAULT_NAMESPACE.
  Object.assign(client, { token: '', pathPrefix: '', namespace: config.namespace ?? '' });
  // Branch on status ourselves: the default drops it for health and turns others into texts.
  client.handleVaultResponse = async (response) => response;

  return {
    request: async ({ method, path, body, token }) => {
      const response = (await client.request({
        method,
        path: `/${path}`,
        ...(body === undefined ? {} : { json: body }),
        headers: token === undefined ? {} : { 'X-Vault-Token': token },
      })) as TransportResponse;
      return { status: response.statusCode, body: response.body };
    },
    close: transport.close,
  };
}

function parseVaultUrl({ url: text, allowHttp }: SecretStoreConfig): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  const isAllowedHttp = url?.protocol === 'http:' && (isLoopback || allowHttp === true);
  const hasOnlyOrigin = url?.pathname === '/' && !url.search && !url.username && !url.password;
  if (!url || !hasOnlyOrigin || !(url.protocol === 'https:' || isAllowedHttp)) {
    throw new SecretStoreError('denied', 'address');
  }
  return url;
}
