import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { tenantMigrations } from '../../migrations/index.ts';
import type { TenancyConfig } from '../config.ts';
import {
  type AddressGuard,
  type CustomerPools,
  createAddressGuard,
  createCustomerKnex,
  createCustomerPools,
  type HostPort,
} from '../customer-database/index.ts';
import { createMoves, type MoveEvent, type Moves } from '../moves/index.ts';
import type { SecretStore } from '../secrets/index.ts';
import {
  type CustomerDatabaseAccess,
  createCustomerDatabaseAccess,
} from './customer-database-access.ts';
import { createMoveDatabaseOpener } from './open-move-database.ts';

export { createStorageAdmin } from './storage-admin.ts';
export { sweepSecrets } from './sweep-secrets.ts';
export type { StorageAdmin } from './types.ts';

/** Everything about own databases and moves that a process holds. */
export interface CustomerStorage {
  guard: AddressGuard;
  pools: CustomerPools;
  databases: CustomerDatabaseAccess;
  moves: Moves;
}

/** Our own clusters, control database and Vault, which no address of a user may reach. */
export const listInternalHosts = (config: TenancyConfig): readonly HostPort[] => [
  config.control,
  ...config.regions.flatMap(({ app, mover }) => [app, mover]),
  ...(config.vault ? [config.vault] : []),
];

export function createCustomerStorage(deps: {
  config: TenancyConfig;
  control: Knex;
  secrets: SecretStore;
  now: () => number;
  onMoveEvent(event: MoveEvent): void;
  relocateFiles(guildId: string, left: string | null, signal: AbortSignal): Promise<void>;
}): CustomerStorage {
  const { config, control, secrets, now } = deps;
  const guard = createAddressGuard({
    internalHosts: listInternalHosts(config),
    allowedAddresses: config.customerDatabases?.allowedAddresses ?? [],
  });
  const acquireMs = config.customerDatabases?.acquireMs;
  const poolLimits = acquireMs === undefined ? {} : { acquireMs };
  const pools = createCustomerPools({
    open: (database, hooks) => createCustomerKnex(database, guard, poolLimits, hooks),
    ...(config.customerDatabases?.maxSockets
      ? { maxSockets: config.customerDatabases.maxSockets }
      : {}),
  });
  const moves = createMoves({
    control,
    openDatabase: createMoveDatabaseOpener({
      config,
      secrets,
      guard,
      acquireSocket: pools.acquireSocket,
    }),
    tenantMigrations,
    now,
    owner: randomUUID(),
    limits:
      config.customerDatabases?.observeMs === undefined
        ? {}
        : { observeMs: config.customerDatabases.observeMs },
    onEvent: deps.onMoveEvent,
    // The sweep erases the secret: only the worker may.
    onRetired: async () => {},
    relocateFiles: deps.relocateFiles,
  });
  return {
    guard,
    pools,
    databases: createCustomerDatabaseAccess({ pools, secrets, control, now }),
    moves,
  };
}
