import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import {
  createSecretStore,
  databaseSecretPath,
  guildKey,
  type SecretStore,
  sessionsKey,
} from '../../../tenancy/secrets/index.ts';
import { makeRole, mountAll, openTarget, type Target } from '../../sandbox/vault/target.ts';

const POLICIES = path.resolve(import.meta.dirname, '../../../tenancy/secrets/policies');
export type Role = 'reader' | 'writer' | 'shredder' | 'worker';

/** The local Vault, or the real one of `npm run test:vault`, set up as docs/operating.md says. */
export interface AnyVault {
  /** A store with a worker's rights: all three policies. */
  store: SecretStore;
  /** A guild's own, of this test. */
  path: string;
  key: string;
  as(role: Role): Promise<SecretStore>;
  /** A token of that role, for requests that the store would not send. */
  token(role: Role): Promise<string>;
  target: Target;
}

export async function openAnyVault(t: ExecutionContext): Promise<AnyVault> {
  const target = await openTarget();
  const stores: SecretStore[] = [];
  const made: string[] = [];
  const name = `vektra-test-${randomUUID()}`;
  const guild = String(randomInt(1e12));
  const [ref, key] = [databaseSecretPath(guild, randomUUID()), guildKey(guild)];
  t.teardown(async () => {
    for (const store of stores) await store.close();
    await target.ask('DELETE', `kv/metadata/${ref}`);
    await target.ask('POST', `transit/keys/${key}/config`, { deletion_allowed: true });
    await target.ask('DELETE', `transit/keys/${key}`);
    for (const role of made) {
      await target.ask('DELETE', `auth/approle/role/${role}`);
      await target.ask('DELETE', `sys/policies/acl/${role}`);
    }
    await target.stop();
  });
  await mountAll(target);
  await target.ask('POST', `transit/keys/${sessionsKey}`, {});

  const policyOf = (role: Role): string =>
    (role === 'worker' ? ['reader', 'writer', 'shredder'] : [role])
      .map((each) => readFileSync(path.join(POLICIES, `${each}.hcl`), 'utf8'))
      .join('\n');
  const makeOne = async (role: Role) => {
    const roleName = `${name}-${role}`;
    made.push(roleName);
    return makeRole(target, roleName, policyOf(role));
  };
  const as = async (role: Role): Promise<SecretStore> => {
    const { role_id: roleId, secret_id: secretId } = await makeOne(role);
    // The local one is a single node, which is never behind.
    const catchUpMs = target.local ? 400 : 5_000;
    const store = createSecretStore({ url: target.url, auth: { roleId, secretId }, catchUpMs });
    stores.push(store);
    return store;
  };
  return {
    store: await as('worker'),
    path: ref,
    key,
    as,
    async token(role) {
      const { body } = await target.ask('POST', 'auth/approle/login', await makeOne(role), null);
      return body.auth.client_token;
    },
    target,
  };
}
