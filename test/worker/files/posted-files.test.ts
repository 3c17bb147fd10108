import { rename } from 'node:fs/promises';
import test from 'ava';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { submissionSubject } from '../../../domain/index.ts';
import { LOCAL_APP } from '../../../sandbox/local-environment.ts';
import { startApp } from '../../helpers/app.ts';
import { sharedApp } from '../../helpers/shared-app.ts';
import { testFull } from '../../helpers/test-matrix.ts';
import { makeWav } from '../audio/wav-files.ts';
import { countMatches, createWorkerFixture, type WorkerFixture } from '../fixture.ts';
import { addStoredFile, prepareStoredFile } from './add-stored-file.ts';

const getApp = sharedApp({ processes: ['worker'] });
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let serial = 0;
const newRequestId = () => `posted-files:${++serial}`;

const removeFile = ({ operations, admin }: WorkerFixture, fileId: string) =>
  operations.files.remove(admin, { requestId: newRequestId(), fileId });

/** A demo whose thread is open. */
async function createFixture(app: Awaited<ReturnType<typeof getApp>>) {
  const fixture = await createWorkerFixture(app);
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  const thread = await fixture.waitForThread(number);
  const { control } = app.discord;
  /** The bot's messages with attachments, oldest first. */
  const readPosted = async () => {
    const { messages } = await control.inspectChannel({ channelId: thread, limit: 200 });
    return messages
      .filter(({ author, attachments }) => author.id === LOCAL_APP.id && attachments.length > 0)
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  };
  return {
    fixture,
    number,
    thread,
    control,
    readPosted,
    postPath: `/channels/${thread}/messages`,
    add: (name: string, content = makeWav(1)) => addStoredFile(fixture, number, { name, content }),
    readNames: async () =>
      (await readPosted()).flatMap(({ attachments }) =>
        attachments.map(({ filename }) => filename),
      ),
    /** A file whose first message may have been sent, and was not answered. */
    addUnanswered: async (fault: object) => {
      const { id: faultId } = await control.injectFault({
        method: 'POST',
        path: `/channels/${thread}/messages`,
        drop: true,
        times: 1,
        ...fault,
      });
      const fileId = await addStoredFile(fixture, number, {
        name: 'glass.wav',
        content: makeWav(1),
      });
      await control.waitForFault({ faultId });
      await control.forgetNonces();
      return fileId;
    },
  };
}

test('sound files are posted in the thread as they were sent, in their order', async (t) => {
  const { fixture, add, readPosted, number } = await createFixture(await getApp());
  const wav = makeWav(3);
  await add('Glass Horizon (@everyone) **1**.wav', wav);
  await add('cover.png', PNG);
  await add('SPOILER_second', makeWav(1));
  await add('third.wav', makeWav(2));
  await fixture.waitUntilIdle();
  const posted = await readPosted();
  t.deepEqual(
    posted.map(({ attachments }) => attachments.map(({ filename }) => filename)),
    [['Glass_Horizon_everyone_1.wav'], ['second.wav'], ['third.wav']],
  );
  const [first] = posted;
  // Discord plays attachments of messages that are not Components v2.
  t.is((first?.flags ?? 0) & (1 << 15), 0);
  t.is(first?.content, '🎵 Glass Horizon \\(@\u200beveryone\\) \\*\\*1\\*\\*.wav · 0:03 · 529 kB');
  t.true(
    JSON.stringify(first?.components).includes(
      `"url":"${fixture.app.url}/g/${fixture.guildId}/submissions/${number}"`,
    ),
  );
  t.true(posted.every((each) => !each.mention_everyone && each.mentions.length === 0));
  const [attachment] = first?.attachments ?? [];
  t.like(attachment, { content_type: 'audio/wav', size: wav.length });
  const response = await fetch(String(attachment?.url));
  t.deepEqual(Buffer.from(await response.arrayBuffer()), wav);
  t.deepEqual(await fixture.readOutbox(), []);
});

test('a removed file goes from the thread too, and no other', async (t) => {
  const { fixture, add, readNames } = await createFixture(await getApp());
  const fileId = await add('glass.wav');
  await add('stays.wav');
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), ['glass.wav', 'stays.wav']);
  await removeFile(fixture, fileId);
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), ['stays.wav']);
  t.deepEqual(await fixture.readOutbox(), []);
  const rows = await fixture.app.tenancy.read(fixture.guildId, async (db) =>
    db.table('discord_messages').where('subject_type', 'file').select('subject_id'),
  );
  t.false(rows.some(({ subject_id }) => subject_id === fileId));
});

for (const [name, fault] of Object.entries({
  'an answer that is lost': { afterEffect: true },
  'a connection that breaks before': {},
}))
  test(`${name}: one message, which the removal deletes`, async (t) => {
    const { fixture, addUnanswered, readNames } = await createFixture(await getApp());
    const fileId = await addUnanswered(fault);
    await fixture.waitUntilIdle();
    t.deepEqual(await readNames(), ['glass.wav']);
    await removeFile(fixture, fileId);
    await fixture.waitUntilIdle();
    t.deepEqual(await readNames(), []);
  });

testFull('a file that may have been posted before it was removed is deleted', async (t) => {
  const { fixture, addUnanswered, readNames } = await createFixture(await getApp());
  const fileId = await addUnanswered({ afterEffect: true });
  await fixture.waitForRow('thread.file', ({ attempts }) => Number(attempts) > 0);
  t.deepEqual(await readNames(), ['glass.wav']);
  await removeFile(fixture, fileId);
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), []);
  t.deepEqual(await fixture.readOutbox(), []);
});

testFull('a removal deletes what a delivery posted that was given up', async (t) => {
  const { fixture, addUnanswered, readNames } = await createFixture(await getApp());
  const fileId = await addUnanswered({ afterEffect: true });
  await fixture.waitForRow('thread.file', ({ attempts }) => Number(attempts) > 0);
  await fixture.app.tenancy.write(fixture.guildId, (db) =>
    db.table('outbox').where('kind', 'thread.file').update({ state: 'dead' }),
  );
  t.deepEqual(await readNames(), ['glass.wav']);
  await removeFile(fixture, fileId);
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), []);
  t.deepEqual(await fixture.readOutbox(), []);
});

testFull('what Discord finds too large is left to the demo’s page', async (t) => {
  const { fixture, add, readNames, control, postPath } = await createFixture(await getApp());
  const tooLarge = { method: 'POST', path: postPath, status: 413, code: 40005, times: 1 };
  const { id: faultId } = await control.injectFault(tooLarge);
  await add('glass.wav');
  await control.waitForFault({ faultId });
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), []);
  t.deepEqual(await fixture.readOutbox(), []);
});

testFull(
  'without the permission to attach files it is delivered when staff ask for it',
  async (t) => {
    const { fixture, add, readNames, control } = await createFixture(await getApp());
    const { operations, admin, staffChannel } = fixture;
    const { ViewChannel, AttachFiles } = PermissionFlagsBits;
    const setDenied = (deny: bigint) =>
      control.editChannel({
        channelId: staffChannel,
        private: true,
        people: [fixture.staff],
        overwrites: [{ id: LOCAL_APP.id, type: 1, allow: String(ViewChannel), deny: String(deny) }],
      });
    await setDenied(AttachFiles);
    await add('glass.wav');
    t.like(await fixture.waitForDeadLetter('thread.file'), { last_error: '50013' });
    t.like(await operations.deliveries.countUndelivered(admin), { demos: 1 });
    await setDenied(0n);
    await operations.deliveries.deliverUndelivered(admin, { requestId: newRequestId() });
    await fixture.waitUntilIdle();
    t.deepEqual(await readNames(), ['glass.wav']);
  },
);

test('a label that wishes none gets none', async (t) => {
  const { fixture, add, readNames } = await createFixture(await getApp());
  const { operations, admin } = fixture;
  await operations.files.postOnDiscord(admin, { isPostedOnDiscord: false });
  await add('glass.wav');
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), []);
  await operations.files.postOnDiscord(admin, { isPostedOnDiscord: true });
  await add('second.wav');
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), ['second.wav']);
});

testFull('while the bucket is away a file waits, and nothing else does', async (t) => {
  const app = await startApp(t, { processes: ['worker'] });
  const { fixture, number, readNames, thread } = await createFixture(app);
  const { operations, admin } = fixture;
  const wav = { name: 'glass.wav', content: makeWav(1) };
  const add = await prepareStoredFile(fixture, number, wav, 'ready');
  const [region] = app.env.regions;
  const folder = region?.files?.kind === 'folder' ? region.files.path : '';
  await rename(folder, `${folder}.away`);
  await add();
  t.like(await fixture.waitForRow('thread.file', (row) => row.last_error !== null), {
    last_error: 'unavailable',
    attempts: 0,
    first_sent_at: null,
  });
  await operations.notes.add(admin, {
    requestId: newRequestId(),
    subject: submissionSubject(number),
    body: 'The break',
  });
  await fixture.waitUntilGone(({ kind }) => kind === 'thread.note');
  t.is(countMatches(await fixture.readBotMessages(thread), 'The break'), 1);
  t.deepEqual(await readNames(), []);
  await rename(`${folder}.away`, folder);
  await fixture.waitUntilIdle();
  t.deepEqual(await readNames(), ['glass.wav']);
});
