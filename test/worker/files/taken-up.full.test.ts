import test from 'ava';
import { createEffect } from '../../../domain/effects/define-effect.ts';
import { fileProcess } from '../../../domain/files/effects.ts';
import { startApp } from '../../helpers/app.ts';
import { createWorkerFixture } from '../fixture.ts';

test('a file whose worker died is taken up when its lease is over, whatever state it is in', async (t) => {
  const app = await startApp(t, { processes: ['worker'] });
  const { guildId, submitDemo, waitUntilIdle } = await createWorkerFixture(app);
  const number = await submitDemo('Glass Horizon');
  const { tenancy } = app;
  const files = await tenancy.files(guildId);
  const content = (async function* () {
    yield Buffer.from('some words');
  })();
  await tenancy.write(guildId, async (db) => {
    const id = db.newId();
    const written = await files.write(id, content, { maxBytes: 100 });
    const subject = { type: 'submission', id: String(number) } as const;
    const row = {
      subject_type: subject.type,
      subject_id: subject.id,
      origin: 'form',
      size_bytes: 10,
      attempts: 1,
      created_at: db.now,
      lease_owner: 'a worker that died',
      lease_until: db.now - 1,
    };
    const pendingId = db.newId();
    await db.table('files').insert([
      {
        ...row,
        id,
        name: 'stored.txt',
        state: 'stored',
        store: written.store,
        sealed_key: written.sealedKey,
      },
      { ...row, id: pendingId, name: 'pending.txt', state: 'pending', source_url: null },
    ]);
    for (const fileId of [id, pendingId])
      await db.enqueue([createEffect(fileProcess, subject, { fileId })]);
  });
  await waitUntilIdle();
  const rows = await tenancy.read(guildId, (db) =>
    db.table('files').orderBy('name', 'desc').select('name', 'state', 'problem', 'lease_owner'),
  );
  t.deepEqual(
    rows.map(({ name, state, problem, lease_owner }) => [name, state, problem, lease_owner]),
    [
      ['stored.txt', 'ready', null, null],
      ['pending.txt', 'failed', 'gone', null],
    ],
  );
});
