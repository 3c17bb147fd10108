import { randomBytes } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import { createObjectStore } from '../../../tenancy/files/store/index.ts';
import type { ComparedFiles } from '../../../tenancy/files/sweep/types.ts';
import { createTenancy, type SweepCounts, type WrittenFile } from '../../../tenancy/index.ts';
import { createPostgresKnex } from '../../../tenancy/pools/postgres.ts';
import {
  createTenancyConfig,
  getSharedSecretStore,
  newGuildId,
  testDatabases,
} from '../../helpers/databases.ts';
import { addFileFolders } from '../../helpers/file-folders.ts';

export const HOUR_MS = 3_600_000;
export const NOTHING: SweepCounts = {
  erasedObjects: 0,
  abortedUploads: 0,
  missingFiles: 0,
  skippedGuilds: 0,
};

export async function* stream(content: Buffer) {
  yield content;
}

/** Two regions of the test's own, with a folder each, and a label in the first one. */
export async function createSweepFixture(t: ExecutionContext) {
  const config = createTenancyConfig(await testDatabases(['eu-uk', 'us-west'], { own: true }));
  const regions = addFileFolders(config.regions, (remove) => t.teardown(remove));
  let offsetMs = 0;
  const open = async () => {
    const tenancy = createTenancy(
      { ...config, regions },
      { secrets: await getSharedSecretStore(), now: () => Date.now() + offsetMs },
    );
    t.teardown(() => tenancy.close());
    return tenancy;
  };
  const tenancy = await open();
  const control = createPostgresKnex(config.control, { name: 'control', schema: 'public' });
  t.teardown(() => control.destroy());
  const guildId = newGuildId();
  await tenancy.provision(guildId, 'eu-uk');
  const store = createObjectStore(regions[0]?.files ?? { kind: 'folder', path: '/' });
  const files = await tenancy.files(guildId);
  const { signal } = new AbortController();

  return {
    tenancy,
    /** Another process's. */
    open,
    guildId,
    files,
    /** The first region's bucket. */
    store,
    control,
    regions,
    signal,
    /** Lets so much time pass. */
    wait: (ms: number) => (offsetMs += ms),
    /** Stores a file whose row is yet to come. */
    write: (id: string, sizeBytes = 100) =>
      files.write(id, stream(randomBytes(sizeBytes)), { maxBytes: sizeBytes }),
    /** Inserts the row of a stored file. */
    async keep(file: WrittenFile, row: { origin?: string; copy_of?: string } = {}) {
      await tenancy.write(guildId, (db) =>
        db.table('files').insert({
          id: file.id,
          subject_type: 'submission',
          subject_id: '1',
          origin: 'form',
          name: 'glass.wav',
          size_bytes: file.sizeBytes,
          state: 'ready',
          store: file.store,
          sealed_key: file.sealedKey,
          sha256: file.sha256,
          attempts: 0,
          created_at: db.now,
          stored_at: db.now,
          ...row,
        }),
      );
    },
    /** Runs the turns of a sweep that is due. @returns what all of them did */
    async sweep(region = 'eu-uk') {
      const compared: ComparedFiles[] = [];
      const skipped: string[] = [];
      const { outcome, ...counts } = await tenancy.sweepFiles(region, {
        signal,
        onSkipped: (id) => skipped.push(id),
        async onCompared(found) {
          compared.push(found);
          return found.missing.length;
        },
      });
      return { outcome, counts, compared, skipped };
    },
    listKeys: async (prefix = '') => (await store.list(prefix)).objects.map(({ key }) => key),
  };
}
