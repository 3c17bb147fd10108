import { mkdirSync } from 'node:fs';
import type { ObjectStoreConfig } from '../../tenancy/index.ts';
import { startS3 } from '../s3/index.ts';

const ACCESS_KEY_ID = 'vektra-demo';
const REGION = 'us-east-1';

const nameBucket = (regionKey: string): string => `vektra-${regionKey}`;

/** A bucket for each storage region; their objects stay in `folder`. */
export async function startLocalS3({
  port,
  folder,
  secretAccessKey,
  regionKeys,
}: {
  port: number;
  folder: string;
  secretAccessKey: string;
  regionKeys: readonly string[];
}): Promise<{ getConfig(regionKey: string): ObjectStoreConfig; stop(): Promise<void> }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { url, close } = await startS3({
    port,
    buckets: regionKeys.map(nameBucket),
    accessKeyId: ACCESS_KEY_ID,
    secretAccessKey,
    region: REGION,
    dataDir: folder,
  });
  return {
    getConfig: (regionKey) => ({
      kind: 's3',
      endpoint: url,
      region: REGION,
      bucket: nameBucket(regionKey),
      accessKeyId: ACCESS_KEY_ID,
      secretAccessKey,
      forcePathStyle: true,
    }),
    stop: close,
  };
}
