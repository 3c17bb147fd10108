import type { FileUsage } from '../../domain/files/usage.ts';
import type { SetupSessionView, StorageView } from '../../domain/storage/types.ts';
import { presentConnectionErrorCode } from '../errors/connection-error-code.ts';
import { presentEstimate, presentMove, presentPlacement } from './move-view.ts';

/** Everything of the storage page: where a label's data is, never an address. */
export const presentStorage = (from: StorageView) => ({
  place: presentPlacement(from.placement),
  homeRegion: from.homeRegionName,
  isHealthy: from.isHealthy && !from.customerDatabase?.outage,
  regions: from.regions.map(({ key, name, latitude, longitude }) => ({
    key,
    name,
    at: latitude === null || longitude === null ? null : { latitude, longitude },
  })),
  own: from.customerDatabase && {
    engine: from.customerDatabase.engine,
    server: from.customerDatabase.server,
    credentialsSince: from.customerDatabase.credentialsSince,
    secretVersion: from.customerDatabase.secretVersion,
    previousVersion: from.customerDatabase.previousVersion,
    rotationAskedAt: from.customerDatabase.rotationRequestedAt,
    outage: from.customerDatabase.outage && {
      since: from.customerDatabase.outage.since,
      code: presentConnectionErrorCode(from.customerDatabase.outage.code),
    },
  },
  move: from.move && presentMove(from.move),
  parks: from.isDeferringEnabled,
  parked: from.deferredCount,
  canChangeRegion: from.canChangeRegion,
  canUseOwn: from.canUseCustomerDatabase,
  leaveBy: from.graceEndsAt,
  bucket: from.bucket && {
    credentialsSince: from.bucket.credentialsSince,
    isUsable: from.bucket.isUsable,
    lastUsedAt: from.bucket.lastUsedAt,
    rotationAskedAt: from.bucket.rotationRequestedAt,
  },
  isRelocatingFiles: from.isRelocatingFiles,
  canUseBucket: from.canUseBucket,
});

/** What a label's files take up, and what its plan allows. */
export const presentFileUsage = ({ count, bytes, limits, level }: FileUsage) => ({
  count,
  bytes,
  level,
  maxFileBytes: limits.maxFileBytes,
  maxTotalBytes: limits.maxTotalBytes,
  keptAfterRejectionDays: limits.keptAfterRejectionDays,
});

export type Files = ReturnType<typeof presentFileUsage>;

export type Storage = ReturnType<typeof presentStorage>;
export type Region = Storage['regions'][number];

/** The setup session of the admin who connects a database. */
export const presentSetup = ({
  expiresAt,
  candidate,
  addresses,
  pinnedFingerprint,
}: SetupSessionView) => ({
  expiresAt,
  pinnedFingerprint,
  addresses,
  candidate: candidate && {
    engine: candidate.engine,
    server: candidate.server,
    effect: candidate.effect,
    pinnedFingerprint: candidate.pinnedFingerprint,
    estimate: candidate.estimate && presentEstimate(candidate.estimate),
  },
});

export type Setup = ReturnType<typeof presentSetup>;
