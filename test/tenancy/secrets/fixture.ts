import { randomInt, randomUUID } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import { type LocalVault, startLocalVault } from '../../../sandbox/vault/index.ts';
import {
  createSecretStore,
  databaseSecretPath,
  guildTransitKey,
  type SecretStore,
  type SecretStoreCode,
  type SecretStoreConfig,
  SecretStoreError,
  type SecretStoreEvent,
} from '../../../tenancy/secrets/index.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** A local Vault and a store on it, sharing a manual clock; a guild of the test's own. */
export interface SecretStoreFixture {
  vault: LocalVault;
  store: SecretStore;
  clock: ManualClock;
  events: SecretStoreEvent[];
  /** Resolves at the nth event of a type (1 is the first). */
  waitForEvent(type: SecretStoreEvent['type'], nth?: number): Promise<SecretStoreEvent>;
  path: string;
  key: string;
  /** Another store on the same Vault. */
  open(config: Partial<SecretStoreConfig>): SecretStore;
  /** How many requests went to a path that ends so. */
  countRequests(ending: string): number;
}

/** Opens a world that ends with the test. */
export async function createSecretStoreFixture(
  t: ExecutionContext,
  { role = 'worker', ...config }: Partial<SecretStoreConfig> & { role?: string } = {},
): Promise<SecretStoreFixture> {
  const clock = createManualClock();
  const vault = await startLocalVault({ port: 0, now: clock.now });
  const guild = String(randomInt(1e12));
  const events: SecretStoreEvent[] = [];
  const eventChecks: (() => void)[] = [];
  const open = (more: Partial<SecretStoreConfig>) => {
    const store = createSecretStore({
      url: vault.url,
      auth: vault.appRoles[role]!,
      clock,
      random: () => 0,
      maxReplicaLagMs: 400,
      onEvent: (event) => {
        events.push(event);
        for (const check of eventChecks) check();
      },
      ...config,
      ...more,
    });
    stores.push(store);
    return store;
  };
  const stores: SecretStore[] = [];
  t.teardown(async () => {
    vault.control.setDelay(0);
    for (const store of stores) await store.close();
    await vault.stop();
  });
  return {
    vault,
    store: open({}),
    clock,
    events,
    waitForEvent: (type, nth = 1) =>
      new Promise((resolve) => {
        const check = () => {
          const found = events.filter((event) => event.type === type)[nth - 1];
          if (found) resolve(found);
        };
        eventChecks.push(check);
        check();
      }),
    path: databaseSecretPath(guild, randomUUID()),
    key: guildTransitKey(guild),
    open,
    countRequests: (ending) =>
      vault.control.requests.filter(({ path }) => path.endsWith(ending)).length,
  };
}

/** Asserts that a call fails with a code, as a SecretStoreError. */
export async function assertFailsWith(
  t: ExecutionContext,
  call: Promise<unknown>,
  code: SecretStoreCode,
): Promise<SecretStoreError> {
  const error = await t.throwsAsync(call, { instanceOf: SecretStoreError });
  t.is(error.code, code);
  return error;
}
