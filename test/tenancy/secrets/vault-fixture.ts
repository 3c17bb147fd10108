import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import {
  createSecretStore,
  databaseSecretPath,
  guildTransitKey,
  SESSIONS_TRANSIT_KEY,
  type SecretStore,
} from '../../../tenancy/secrets/index.ts';
import {
  type ContractTarget,
  createRole,
  enableEngines,
  openContractTarget,
} from '../../sandbox/vault/contract-target.ts';

const POLICIES = path.resolve(import.meta.dirname, '../../../tenancy/secrets/policies');
export type Role = 'reader' | 'writer' | 'shredder' | 'worker';

/** The local Vault, or the real one of `npm run test:vault`, set up as docs/operating.md says. */
export interface RealOrLocalVault {
  /** A store with a worker's rights: all three policies. */
  store: SecretStore;
  /** A guild's own, of this test. */
  path: string;
  key: string;
  storeFor(role: Role): Promise<SecretStore>;
  /** A token of that role, for requests that the store would not send. */
  tokenFor(role: Role): Promise<string>;
  target: ContractTarget;
}

export async function createVaultFixture(t: ExecutionContext): Promise<RealOrLocalVault> {
  const target = await openContractTarget();
  const stores: SecretStore[] = [];
  const createdRoles: string[] = [];
  const name = `vektra-test-${randomUUID()}`;
  const guild = String(randomInt(1e12));
  const [ref, key] = [databaseSecretPath(guild, randomUUID()), guildTransitKey(guild)];
  t.teardown(async () => {
    for (const store of stores) await store.close();
    await target.request('DELETE', `kv/metadata/${ref}`);
    await target.request('POST', `transit/keys/${key}/config`, { deletion_allowed: true });
    await target.request('DELETE', `transit/keys/${key}`);
    for (const role of createdRoles) {
      await target.request('DELETE', `auth/approle/role/${role}`);
      await target.request('DELETE', `sys/policies/acl/${role}`);
    }
    await target.stop();
  });
  await enableEngines(target);
  await target.request('POST', `transit/keys/${SESSIONS_TRANSIT_KEY}`, {});

  const policyFor = (role: Role): string =>
    (role === 'worker' ? ['reader', 'writer', 'shredder'] : [role])
      .map((each) => readFileSync(path.join(POLICIES, `${each}.hcl`), 'utf8'))
      .join('\n');
  const createRoleFor = async (role: Role) => {
    const roleName = `${name}-${role}`;
    createdRoles.push(roleName);
    return createRole(target, roleName, policyFor(role));
  };
  const storeFor = async (role: Role): Promise<SecretStore> => {
    const { role_id: roleId, secret_id: secretId } = await createRoleFor(role);
    // The local one is a single node, which is never behind.
    const maxReplicaLagMs = target.local ? 400 : 5_000;
    const store = createSecretStore({
      url: target.url,
      auth: { roleId, secretId },
      maxReplicaLagMs,
    });
    stores.push(store);
    return store;
  };
  return {
    store: await storeFor('worker'),
    path: ref,
    key,
    storeFor,
    async tokenFor(role) {
      const { body } = await target.request(
        'POST',
        'auth/approle/login',
        await createRoleFor(role),
        null,
      );
      return body.auth.client_token;
    },
    target,
  };
}
