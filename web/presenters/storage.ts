import type { SetupView, StorageView } from '../../domain/storage/types.ts';
import { presentCode } from './code.ts';
import { presentEstimate, presentMove, presentPlace } from './move.ts';

/** Everything of the storage page: where a label's data is, never an address. */
export const presentStorage = (from: StorageView) => ({
  place: presentPlace(from.placement),
  isHealthy: from.healthy && !from.own?.outage,
  regions: from.regions.map(({ key, name, latitude, longitude }) => ({
    key,
    name,
    at: latitude === null || longitude === null ? null : { latitude, longitude },
  })),
  own: from.own && {
    engine: from.own.engine,
    server: from.own.server,
    credentialsSince: from.own.credentialsSince,
    secretVersion: from.own.secretVersion,
    rotationAskedAt: from.own.rotationAskedAt,
    outage: from.own.outage && {
      since: from.own.outage.since,
      code: presentCode(from.own.outage.code),
    },
  },
  move: from.move && presentMove(from.move),
  parks: from.parks,
  parked: from.parked,
  canChangeRegion: from.canChangeRegion,
  canUseOwn: from.canUseOwn,
  leaveBy: from.leaveBy,
});

export type Storage = ReturnType<typeof presentStorage>;
export type Region = Storage['regions'][number];

/** The set-up session of whoever connects a database. */
export const presentSetup = ({ expiresAt, candidate, addresses }: SetupView) => ({
  expiresAt,
  addresses,
  candidate: candidate && {
    engine: candidate.engine,
    server: candidate.server,
    effect: candidate.effect,
    estimate: candidate.estimate && presentEstimate(candidate.estimate),
  },
});

export type Setup = ReturnType<typeof presentSetup>;
