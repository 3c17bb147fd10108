import { spawnSync } from 'node:child_process';

/**
 * `npm run test:vault`: what the product asks of a Vault, asked of a real Vault or OpenBao. It
 * makes policies, roles, secrets and keys with random names, and takes them away again; the mounts
 * `kv`, `transit` and `approle`, and the sessions key, stay.
 */
const { VAULT_ADDR, VAULT_TOKEN } = process.env;
if (!VAULT_ADDR || !VAULT_TOKEN) {
  console.error(`Set VAULT_ADDR and VAULT_TOKEN, a token that may make mounts, policies and roles.

  With a server for tests:  bao server -dev -dev-root-token-id=root
  then:                     VAULT_ADDR=http://127.0.0.1:8200 VAULT_TOKEN=root npm run test:vault`);
  process.exit(2);
}
const files = ['test/sandbox/vault/contract.test.ts', 'test/tenancy/secrets/operations.test.ts'];
const { status } = spawnSync('ava', ['--serial', ...files], {
  stdio: 'inherit',
  env: { ...process.env, VAULT_CONTRACT: '1' },
});
process.exitCode = status ?? 1;
