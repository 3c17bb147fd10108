import type { Knex } from 'knex';
import { findDatabaseSecret, retireCandidate } from '../control/database-secrets.ts';
import { loadPlacement } from '../control/guilds.ts';
import { findOutage } from '../control/outages.ts';
import {
  type AddressGuard,
  CustomerDatabaseError,
  type CustomerPoolKey,
  type CustomerPools,
} from '../customer-database/index.ts';
import { TenancyError } from '../errors.ts';
import type { Moves, PlacementRef } from '../moves/index.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import type { SecretStore } from '../secrets/index.ts';
import { guildTransitKey } from '../secrets/index.ts';
import type { TenantAccess } from '../tenant-access.ts';
import { parseConnectionInput, saveCandidate, testDatabase } from './candidates.ts';
import { loadCustomerDatabase } from './load-customer-database.ts';
import { rotateCredentials } from './rotate-credentials.ts';
import { isSameDatabase } from './same-database.ts';
import type { ConnectEffect, StorageAdmin } from './types.ts';

export function createStorageAdmin(deps: {
  control: Knex;
  secrets: SecretStore;
  guard: AddressGuard;
  /** Takes a socket of the process's budget. */
  acquireSocket: CustomerPools['acquireSocket'];
  tenantAccess: TenantAccess;
  moves: Moves;
  now: () => number;
  /** Pools of a rotated version end when nothing runs on them any more. */
  drain(key: CustomerPoolKey): Promise<void>;
  /** The guild's database was seen to answer: its breaker need not wait. */
  resetBreaker(guildId: string): void;
}): StorageAdmin {
  const { control, secrets, tenantAccess, moves, now } = deps;

  async function loadCandidate(guildId: string, ref: string) {
    const secret = await findDatabaseSecret(control, { guildId, ref });
    if (secret?.state !== 'candidate') throw new CustomerDatabaseError('ADDRESS');
    return { secret, database: await loadCustomerDatabase(secrets, secret) };
  }

  async function getConnectEffect(guildId: string, ref: string): Promise<ConnectEffect> {
    const placement = await tenantAccess.getPlacement(guildId);
    if (placement.kind !== 'own') return 'move';
    const { database } = await loadCandidate(guildId, ref);
    return (await isSameDatabase(deps, placement, database)) ? 'rotate' : 'move';
  }

  async function toPlacementRef(
    guildId: string,
    to: { region: string } | { ref: string },
  ): Promise<PlacementRef> {
    if ('region' in to) return { kind: 'managed', region: to.region };
    const { secret } = await loadCandidate(guildId, to.ref);
    const { engine, ref: secretRef, version: secretVersion } = secret;
    return { kind: 'own', engine, secretRef, secretVersion };
  }

  return {
    getConnectEffect,

    async testCandidate(guildId, input, requestedBy, onStep) {
      const { database, ignoredParameters } = parseConnectionInput(input);
      const report = await testDatabase(deps, guildId, database, onStep);
      const ref = await saveCandidate(deps, guildId, database, {
        server: report.server,
        requestedBy,
      });
      return { ref, report, ignoredParameters };
    },

    async connect(guildId, { ref, requestedBy }) {
      const { secret, database } = await loadCandidate(guildId, ref);
      const { pinnedFingerprint } = database;
      if ((await getConnectEffect(guildId, ref)) === 'rotate') {
        const placement = await tenantAccess.getPlacement(guildId);
        await rotateCredentials(deps, placement, { ref, database, server: secret.server });
        if (placement.secret) {
          const { ref: secretRef, version: secretVersion } = placement.secret;
          await deps.drain({ guildId, secretRef, secretVersion });
        }
        await retireCandidate(control, { guildId, ref, now: now() });
        return { effect: 'rotate', pinnedFingerprint };
      }
      const to = await toPlacementRef(guildId, { ref });
      // Demos that come while the database is away are sealed with it.
      await secrets.createKey(guildTransitKey(guildId));
      await moves.start({ guildId, to, requestedBy, reason: 'connected by an admin' });
      return { effect: 'move', pinnedFingerprint };
    },

    async getPinnedFingerprint(guildId, ref) {
      if (ref !== null) return (await loadCandidate(guildId, ref)).database.pinnedFingerprint;
      const { secret } = await tenantAccess.getPlacement(guildId);
      return secret && (await loadCustomerDatabase(secrets, secret)).pinnedFingerprint;
    },

    discardCandidate: (guildId, ref) => retireCandidate(control, { guildId, ref, now: now() }),

    async testCurrent(guildId, onStep) {
      const { secret } = await tenantAccess.getPlacement(guildId);
      if (!secret) throw new CustomerDatabaseError('ADDRESS');
      const report = await testDatabase(
        deps,
        guildId,
        await loadCustomerDatabase(secrets, secret),
        onStep,
      );
      // Here at once, and in every process: what waits for its breaker goes on.
      deps.resetBreaker(guildId);
      await control.raw(`SELECT pg_notify('vektra_trusted', ?)`, [guildId]);
      return report;
    },

    async getInfo(guildId) {
      const [placement, row, outage, move] = await retryOnConnectionLoss(control, () =>
        Promise.all([
          loadPlacement(control, guildId),
          control('guilds').where('guild_id', guildId).first('parks', 'rotation_asked_at'),
          findOutage(control, guildId),
          moves.latest(guildId),
        ]),
      );
      if (!placement) throw new TenancyError('unknown_guild', guildId);
      const { secret } = placement;
      return {
        placement,
        secret: secret && (await findDatabaseSecret(control, { guildId, ref: secret.ref })),
        outage,
        isDeferringEnabled: row?.parks !== false,
        rotationRequestedAt: toTimeOrNull(row?.rotation_asked_at),
        move,
      };
    },

    async setDeferring(guildId, isEnabled) {
      await retryOnConnectionLoss(control, async () =>
        control('guilds').where('guild_id', guildId).update({ parks: isEnabled }),
      );
    },

    estimate: async (guildId, to) => moves.estimate(guildId, await toPlacementRef(guildId, to)),

    async moveToRegion(guildId, { region, requestedBy, reason, audit }) {
      await secrets.createKey(guildTransitKey(guildId));
      return moves.start({ guildId, to: { kind: 'managed', region }, requestedBy, reason, audit });
    },
  };
}

const toTimeOrNull = (value: unknown) =>
  value === null || value === undefined ? null : Number(value);
