import { parseObjectKey } from '../object-key.ts';
import { readObjectReferences } from '../object-references.ts';
import { CHECK_PREFIX } from '../store/check-store.ts';
import type { UnfinishedUpload } from '../store/types.ts';
import { isBucketError } from './bucket-error.ts';
import { readGuildState } from './guild-state.ts';
import { type SweepDeps, skipGuild } from './sweep-deps.ts';

/** Uploads that one step looks at. */
const BATCH_SIZE = 100;

/**
 * Aborts old uploads that no row names, whose parts the bucket would keep.
 * @param after a key: uploads behind it
 * @returns the key of the last one; null: there are no more
 */
export async function sweepUploads(deps: SweepDeps, after: string): Promise<string | null> {
  const { store, olderThan } = deps;
  const old = (await store.listUploads(''))
    .filter(({ key, startedAt }) => startedAt < olderThan && key > after)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const lastKey = old[BATCH_SIZE - 1]?.key;
  // All of one key: the next step begins behind it.
  const batch = lastKey === undefined ? old : old.filter(({ key }) => key <= lastKey);
  for (const [guildId, uploads] of Map.groupBy(batch, ({ key }) => parseObjectKey(key)?.guildId)) {
    if (guildId === undefined) continue;
    try {
      for (const upload of uploads) await abortIfUnused(deps, guildId, upload);
    } catch (error) {
      if (isBucketError(error)) throw error;
      skipGuild(deps, guildId, error);
    }
  }
  return lastKey ?? null;
}

async function abortIfUnused(
  deps: SweepDeps,
  guildId: string,
  { key, uploadId }: UnfinishedUpload,
): Promise<void> {
  const { tenantAccess, store, region } = deps;
  const abort = async () => {
    if (!deps.isDryRun) await store.abortUpload(key, uploadId);
    deps.counts.abortedUploads += 1;
  };
  const state = await readGuildState(deps, guildId);
  if (state === 'unknown') return abort();
  if (state === 'skipped') return skipGuild(deps, guildId, null);
  const id = parseObjectKey(key)?.id ?? '';
  await tenantAccess.write(guildId, async (db) => {
    const references = (await readObjectReferences(db, [id], { lock: true })).get(id) ?? [];
    const isNamed = references.some(
      ({ file, isLeased, ...reference }) =>
        isLeased || (file?.store === region && reference.uploadId === uploadId),
    );
    if (!isNamed) await abort();
  });
}

/** Erases what an interrupted check of the bucket left. */
export async function sweepChecks({ store, olderThan, isDryRun }: SweepDeps): Promise<void> {
  const { objects } = await store.list(CHECK_PREFIX);
  if (!isDryRun)
    await store.delete(
      objects.filter(({ modifiedAt }) => modifiedAt < olderThan).map(({ key }) => key),
    );
}
