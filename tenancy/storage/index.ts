import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { tenantMigrations } from '../../migrations/index.ts';
import type { TenancyConfig } from '../config.ts';
import { createMoves, type MoveEvent, type Moves } from '../moves/index.ts';
import {
  type AddressGuard,
  createAddressGuard,
  createOwnPools,
  type OwnPools,
  openOwn,
} from '../own/index.ts';
import type { SecretStore } from '../secrets/index.ts';
import { placeOpener } from './open-place.ts';
import { type OwnPlaces, ownPlaces } from './own-places.ts';

export { storageDoor } from './door.ts';
export { sweepSecrets } from './sweep-secrets.ts';
export type { ConnectEffect, GivenAddress, StorageDoor, StorageFacts } from './types.ts';

/** Everything about own databases and moves that a process holds. */
export interface OwnStorage {
  guard: AddressGuard;
  pools: OwnPools;
  places: OwnPlaces;
  moves: Moves;
}

export function ownStorage(parts: {
  config: TenancyConfig;
  control: Knex;
  secrets: SecretStore;
  now: () => number;
  onMove(event: MoveEvent): void;
}): OwnStorage {
  const { config, control, secrets, now } = parts;
  const guard = createAddressGuard({
    ours: [
      config.control,
      ...config.regions.flatMap(({ app, mover }) => [app, mover]),
      ...(config.vault ? [config.vault] : []),
    ],
    allow: config.own?.allow ?? [],
  });
  const pools = createOwnPools({
    open: (database, hooks) => openOwn(database, guard, {}, hooks),
    ...(config.own?.maxSockets ? { maxSockets: config.own.maxSockets } : {}),
  });
  const moves = createMoves({
    control,
    openPlace: placeOpener({ config, secrets, guard, slot: pools.slot }),
    tenantMigrations,
    now,
    owner: randomUUID(),
    limits: config.own?.observeMs === undefined ? {} : { observeMs: config.own.observeMs },
    onEvent: parts.onMove,
    // The sweep erases the secret: only the worker may.
    onRetired: async () => {},
  });
  return { guard, pools, places: ownPlaces({ pools, secrets, control, now }), moves };
}
