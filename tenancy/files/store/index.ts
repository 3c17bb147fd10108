import { createFolderStore } from './folder/store.ts';
import { createS3Store } from './s3/store.ts';
import {
  DEFAULT_LIMITS,
  type HttpAgents,
  type ObjectStore,
  type ObjectStoreConfig,
  type ObjectStoreLimits,
} from './types.ts';

export { ObjectStoreError } from './error.ts';
export { isBucketName, isRegionName, isSameStore, objectStoreFromEnv } from './from-env.ts';
export type {
  HttpAgents,
  ObjectStore,
  ObjectStoreConfig,
  ObjectStoreLimits,
  UploadedPart,
} from './types.ts';

/**
 * Opens a store. Nothing is asked of it before the first call; see `check`.
 * @param agents of a bucket; absent: any address may be connected to
 */
export function createObjectStore(
  config: ObjectStoreConfig,
  limits: Partial<ObjectStoreLimits> = {},
  agents?: HttpAgents,
): ObjectStore {
  const effectiveLimits = { ...DEFAULT_LIMITS, ...limits };
  return config.kind === 's3'
    ? createS3Store(config, effectiveLimits, agents)
    : createFolderStore(config.path, effectiveLimits);
}
