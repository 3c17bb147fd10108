import type { Knex } from 'knex';
import { findDatabaseSecret, retireCandidate } from '../control/database-secrets.ts';
import { outageOf } from '../control/outages.ts';
import type { Door } from '../door.ts';
import type { Moves, PlaceRef } from '../moves/index.ts';
import {
  type AddressGuard,
  OwnDatabaseError,
  type OwnPoolKey,
  type OwnPools,
} from '../own/index.ts';
import { retryLost } from '../pools/retry-lost.ts';
import type { SecretStore } from '../secrets/index.ts';
import { guildKey } from '../secrets/index.ts';
import { keepCandidate, readAddress, testDatabase } from './candidates.ts';
import { rotate } from './rotate.ts';
import { leadsToPlace } from './same-place.ts';
import { loadSecret } from './secret.ts';
import type { ConnectEffect, StorageDoor } from './types.ts';

export function storageDoor(parts: {
  control: Knex;
  secrets: SecretStore;
  guard: AddressGuard;
  /** Takes a socket of the process's budget. */
  slot: OwnPools['slot'];
  door: Door;
  moves: Moves;
  now: () => number;
  /** Pools of a rotated version end when nothing runs on them any more. */
  drain(key: OwnPoolKey): Promise<void>;
  /** The guild's database was seen to answer: its breaker need not wait. */
  trust(guildId: string): void;
}): StorageDoor {
  const { control, secrets, door, moves, now } = parts;

  async function candidate(guildId: string, ref: string) {
    const secret = await findDatabaseSecret(control, { guildId, ref });
    if (secret?.state !== 'candidate') throw new OwnDatabaseError('ADDRESS');
    return { secret, database: await loadSecret(secrets, secret) };
  }

  async function effectOf(guildId: string, ref: string): Promise<ConnectEffect> {
    const at = await door.placement(guildId);
    if (at.kind !== 'own') return 'move';
    const { database } = await candidate(guildId, ref);
    return (await leadsToPlace(parts, at, database)) ? 'rotate' : 'move';
  }

  async function placeRef(
    guildId: string,
    to: { region: string } | { ref: string },
  ): Promise<PlaceRef> {
    if ('region' in to) return { kind: 'managed', region: to.region };
    const { secret } = await candidate(guildId, to.ref);
    const { engine, ref: secretRef, version: secretVersion } = secret;
    return { kind: 'own', engine, secretRef, secretVersion };
  }

  return {
    effectOf,

    async testCandidate(guildId, given, by, onStep) {
      const database = readAddress(given);
      const report = await testDatabase(parts, guildId, database, onStep);
      const ref = await keepCandidate(parts, guildId, database, { server: report.server, by });
      return { ref, report };
    },

    async connect(guildId, { ref, by }) {
      if ((await effectOf(guildId, ref)) === 'rotate') {
        const { secret, database } = await candidate(guildId, ref);
        const at = await door.placement(guildId);
        await rotate(parts, at, { ref, database, server: secret.server });
        if (at.secret) {
          const { ref: secretRef, version: secretVersion } = at.secret;
          await parts.drain({ guildId, secretRef, secretVersion });
        }
        await retireCandidate(control, { guildId, ref, now: now() });
        return 'rotate';
      }
      const to = await placeRef(guildId, { ref });
      // Demos that come while the database is away are sealed with it.
      await secrets.createKey(guildKey(guildId));
      await moves.start({ guildId, to, by, reason: 'connected by an admin' });
      return 'move';
    },

    discard: (guildId, ref) => retireCandidate(control, { guildId, ref, now: now() }),

    async retest(guildId, onStep) {
      const { secret } = await door.placement(guildId);
      if (!secret) throw new OwnDatabaseError('ADDRESS');
      const report = await testDatabase(parts, guildId, await loadSecret(secrets, secret), onStep);
      // Here at once, and in every process: what waits for its breaker goes on.
      parts.trust(guildId);
      await control.raw(`SELECT pg_notify('vektra_trusted', ?)`, [guildId]);
      return report;
    },

    async facts(guildId) {
      const { secret } = await door.placement(guildId);
      const [row, known, outage, move] = await retryLost(control, () =>
        Promise.all([
          control('guilds').where('guild_id', guildId).first('parks', 'rotation_asked_at'),
          secret && findDatabaseSecret(control, { guildId, ref: secret.ref }),
          outageOf(control, guildId),
          moves.latest(guildId),
        ]),
      );
      return {
        secret: known,
        outage,
        parks: row?.parks !== false,
        rotationAskedAt: timeOrNull(row?.rotation_asked_at),
        move,
      };
    },

    async setParks(guildId, parks) {
      await retryLost(control, async () =>
        control('guilds').where('guild_id', guildId).update({ parks }),
      );
    },

    estimate: async (guildId, to) => moves.estimate(guildId, await placeRef(guildId, to)),

    async moveTo(guildId, { region, by, reason, audit }) {
      await secrets.createKey(guildKey(guildId));
      return moves.start({ guildId, to: { kind: 'managed', region }, by, reason, audit });
    },
  };
}

const timeOrNull = (value: unknown) =>
  value === null || value === undefined ? null : Number(value);
