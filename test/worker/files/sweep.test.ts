import { randomBytes } from 'node:crypto';
import test from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { readFiles } from '../../../domain/files/read-files.ts';
import { createTenancy } from '../../../tenancy/index.ts';
import { createFilesSweepTask } from '../../../worker/files/sweep-files.ts';
import {
  createTenancyConfig,
  getSharedSecretStore,
  newGuildId,
  testDatabases,
} from '../../helpers/databases.ts';
import { addFileFolders } from '../../helpers/file-folders.ts';

const DAY_MS = 86_400_000;
const SUBJECT = { type: 'submission', id: '1' } as const;

test('a kept file without its content is shown as unavailable, reported once, and stays', async (t) => {
  const config = createTenancyConfig(await testDatabases(['eu-uk', 'us-west'], { own: true }));
  let offsetMs = 0;
  const tenancy = createTenancy(
    { ...config, regions: addFileFolders(config.regions, (remove) => t.teardown(remove)) },
    { secrets: await getSharedSecretStore(), now: () => Date.now() + offsetMs },
  );
  t.teardown(() => tenancy.close());
  const guildId = newGuildId();
  await tenancy.provision(guildId, 'eu-uk');
  const files = await tenancy.files(guildId);
  const content = (async function* () {
    yield randomBytes(10);
  })();
  const file = await files.write(uuidv7(), content, { maxBytes: 10 });
  await tenancy.write(guildId, (db) =>
    db.table('files').insert({
      id: file.id,
      subject_type: SUBJECT.type,
      subject_id: SUBJECT.id,
      origin: 'form',
      name: 'glass.wav',
      size_bytes: file.sizeBytes,
      state: 'ready',
      format: 'wav',
      store: file.store,
      sealed_key: file.sealedKey,
      attempts: 0,
      created_at: db.now,
      stored_at: db.now,
    }),
  );
  const { signal } = new AbortController();
  await files.copy(file, 'us-west', { signal });
  await files.erase('eu-uk', [file.id]);

  const reported: unknown[] = [];
  const counted: unknown[] = [];
  const log = {
    info: () => {},
    warn: (fields: unknown) => reported.push(fields),
    error: (fields: unknown) => reported.push(fields),
  };
  const task = createFilesSweepTask({
    tenancy,
    log: log as never,
    observer: { onFilesSwept: (_, counts) => counted.push(counts.missingFiles) },
    stopSignal: signal,
  });
  const sweep = async () => {
    offsetMs += 3 * DAY_MS;
    await task({ region: 'eu-uk' }, { addJob: () => t.fail('it is done') } as never);
    const [shown] = await tenancy.read(guildId, (db) => readFiles(db, SUBJECT));
    return shown;
  };
  t.like(await sweep(), { state: 'ready', problem: 'lost', playId: null });
  t.deepEqual(reported, [{ region: 'eu-uk', guildId, fileId: file.id, code: 'file_missing' }]);
  t.like(await sweep(), { problem: 'lost' });
  await files.copy({ ...file, store: 'us-west' }, 'eu-uk', { signal });
  t.like(await sweep(), { state: 'ready', problem: null, playId: file.id });
  t.deepEqual(counted, [1, 0, 0]);
  t.is(reported.length, 1);
});
