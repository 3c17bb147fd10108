import type { Env } from './env.ts';

/** How this process logs in to Vault: by AppRole, or with a token that is renewed elsewhere. */
export function createVaultAuth(env: Env) {
  if (env.VAULT_TOKEN) return { token: env.VAULT_TOKEN };
  return env.VAULT_SECRET_ID_FILE
    ? { roleId: env.VAULT_ROLE_ID, secretIdFile: env.VAULT_SECRET_ID_FILE }
    : { roleId: env.VAULT_ROLE_ID, secretId: env.VAULT_SECRET_ID };
}
