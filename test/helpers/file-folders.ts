import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ObjectStoreConfig } from '../../tenancy/index.ts';

/** Regions with a folder each for their files, which are removed in the end. */
export function addFileFolders<R extends { key: string }>(
  regions: readonly R[],
  teardown: (remove: () => void) => void,
): (R & { files: ObjectStoreConfig })[] {
  const root = mkdtempSync(path.join(tmpdir(), 'vektra-files-'));
  teardown(() => rmSync(root, { recursive: true, force: true }));
  return regions.map((region) => {
    const folder = path.join(root, region.key);
    mkdirSync(folder);
    return { ...region, files: { kind: 'folder', path: folder } };
  });
}
