import test from 'ava';
import type { AudioAnalyzer } from '../../../worker/audio/index.ts';
import { processFile } from '../../../worker/files/process-file.ts';
import { startApp } from '../../helpers/app.ts';
import { createWorkerFixture } from '../fixture.ts';

const FILE_ID = '0192f0c1-7a00-7000-8000-000000000001';
const MAX_ATTEMPTS = 6;

test('a file of which analyses die again and again ends as a download', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { guildId, submitDemo } = await createWorkerFixture(app);
  const number = await submitDemo('Glass Horizon');
  const { tenancy } = app;
  async function* content() {
    yield Buffer.from('RIFF\0\0\0\0WAVEfmt ');
  }
  const written = await (await tenancy.files(guildId)).write(FILE_ID, content(), { maxBytes: 100 });
  await tenancy.write(guildId, (db) =>
    db.table('files').insert({
      id: FILE_ID,
      subject_type: 'submission',
      subject_id: String(number),
      origin: 'form',
      name: 'glass.wav',
      size_bytes: written.sizeBytes,
      state: 'stored',
      store: written.store,
      sealed_key: written.sealedKey,
      attempts: 0,
      created_at: db.now,
    }),
  );
  let analyses = 0;
  const analyzer: AudioAnalyzer = {
    decoder: 'built-in',
    async analyze() {
      analyses += 1;
      throw new Error('as if the worker had died');
    },
    createCopy: async () => null,
    close: async () => {},
  };
  const context = {
    tenancy,
    analyzer,
    cdnUrl: app.discord.url,
    leaseMs: 60_000,
    log: app.log,
    stopSignal: new AbortController().signal,
  };
  const readFile = () =>
    tenancy.read(guildId, (db) => db.table('files').where('id', FILE_ID).first('state'));
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    t.like(await readFile(), { state: 'stored' });
    await processFile(context, { guildId, fileId: FILE_ID });
  }
  t.is(analyses, MAX_ATTEMPTS);
  t.like(await readFile(), { state: 'ready' });
  const audio = await tenancy.read(guildId, (db) => db.table('file_audio').first('problem'));
  t.like(audio, { problem: 'limits' });
});
