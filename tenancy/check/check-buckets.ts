import { randomUUID } from 'node:crypto';
import pTimeout from 'p-timeout';
import { type RegionConfig, regionEnvPrefix } from '../config.ts';
import { CHECK_PREFIX } from '../files/store/check-store.ts';
import {
  createObjectStore,
  type ObjectStore,
  type ObjectStoreConfig,
  ObjectStoreError,
} from '../files/store/index.ts';
import { type Finding, misconfiguredFinding, okFinding, unreachableFinding } from './finding.ts';

/** Of one request; ms. */
const REQUEST_TIMEOUT_MS = 4_000;
/** Of all that one bucket is asked; ms. */
const TOTAL_TIMEOUT_MS = 10_000;
const LIMITS = {
  connectMs: 3_000,
  requestMs: REQUEST_TIMEOUT_MS,
  partMs: REQUEST_TIMEOUT_MS,
  idleMs: REQUEST_TIMEOUT_MS,
  attempts: 1,
};

interface OpenBucket {
  region: string;
  config: ObjectStoreConfig;
  store: ObjectStore;
}

/**
 * Checks where files are kept by using it as the process will: that each region's bucket or folder can
 * be written, listed, read and erased, and that no two regions share one, by whatever names.
 */
export async function checkBuckets(
  regions: readonly Pick<RegionConfig, 'key' | 'files'>[],
): Promise<Finding[]> {
  const buckets = regions.flatMap(({ key, files }) =>
    files ? [{ region: key, config: files, store: createObjectStore(files, LIMITS) }] : [],
  );
  try {
    const findings = await Promise.all(buckets.map(checkBucket));
    const usable = buckets.filter((_, index) => findings[index]?.status === 'ok');
    return [...findings, ...(await findSharedBuckets(usable))];
  } finally {
    await Promise.all(buckets.map(({ store }) => store.close()));
  }
}

/** The variable that says where a region's files are. */
const getPlaceSetting = ({ region, config }: OpenBucket): string =>
  `${regionEnvPrefix(region)}${config.kind === 's3' ? '_S3_BUCKET' : '_FILES_DIR'}`;

async function checkBucket(bucket: OpenBucket): Promise<Finding> {
  const { config, store } = bucket;
  const setting = getPlaceSetting(bucket);
  try {
    return await pTimeout(use(), { milliseconds: TOTAL_TIMEOUT_MS, fallback: () => toFinding() });
  } catch (error) {
    return toFinding(error instanceof ObjectStoreError ? error.code : undefined);
  }

  async function use(): Promise<Finding> {
    if (!(await store.exists()))
      return config.kind === 's3'
        ? misconfiguredFinding(setting, 'names a bucket that does not exist')
        : unreachableFinding(
            setting,
            'names a folder that is missing: mount its disk, or create it',
          );
    await store.check();
    return okFinding(setting);
  }

  function toFinding(code: ObjectStoreError['code'] = 'unavailable'): Finding {
    switch (code) {
      case 'denied':
        return config.kind === 's3'
          ? misconfiguredFinding(
              ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'REGION']
                .map((name) => `${regionEnvPrefix(bucket.region)}_S3_${name}`)
                .join(', '),
              'are refused: a wrong key pair or region, or one that may not write, read, list and delete in the bucket',
            )
          : misconfiguredFinding(setting, 'names a folder that the process may not write to');
      case 'read_only':
        return misconfiguredFinding(setting, 'leads to a place that is read-only');
      case 'bad_response':
        return misconfiguredFinding(
          config.kind === 's3' ? `${regionEnvPrefix(bucket.region)}_S3_ENDPOINT` : setting,
          "does not answer as S3 does: the endpoint and region must be the bucket's own",
        );
      default:
        return unreachableFinding(setting, `could not be used (${code})`);
    }
  }
}

/** What is written by one region's settings must not be seen by another's. */
async function findSharedBuckets(buckets: readonly OpenBucket[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [index, first] of buckets.entries()) {
    const others = buckets.slice(index + 1);
    if (others.length === 0) break;
    const key = `${CHECK_PREFIX}${randomUUID()}`;
    try {
      await first.store.put(key, toChunks());
      for (const other of others)
        if (await other.store.head(key))
          findings.push(
            misconfiguredFinding(
              `${getPlaceSetting(first)}, ${getPlaceSetting(other)}`,
              'lead to one place; each region needs its own',
            ),
          );
      await first.store.delete([key]);
    } catch {
      findings.push(unreachableFinding(getPlaceSetting(first), 'could not be compared'));
    }
  }
  return findings;
}

async function* toChunks(): AsyncGenerator<Buffer> {
  yield Buffer.from('Vektra checks that no two regions share this place.');
}
