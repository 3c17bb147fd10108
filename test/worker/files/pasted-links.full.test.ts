import test from 'ava';
import { LOCAL_APP } from '../../../sandbox/local-environment.ts';
import { messageText, waitForMessage } from '../../helpers/label.ts';
import { sharedApp } from '../../helpers/shared-app.ts';
import { makeWav } from '../audio/wav-files.ts';
import { createWorkerFixture } from '../fixture.ts';

const getApp = sharedApp({ processes: ['worker'] });
const MB = 1_000_000;

let serial = 0;

/** Files that an artist has sent somewhere on Discord, by their links as its client copies them. */
async function createFixture() {
  const fixture = await createWorkerFixture(await getApp());
  const { app, operations, guildId, artist, generalChannel } = fixture;
  const { tenancy, discord } = app;
  const actor = { ...fixture.admin, userId: artist, isAdmin: false };
  return {
    ...fixture,
    async copyLink(name: string, content: Buffer): Promise<string> {
      const message = await discord.control.sendMessage({
        personId: artist,
        channelId: generalChannel,
        files: [{ name, content: content.toString('base64') }],
      });
      const url = new URL(String(message.attachments[0]?.url));
      return `https://cdn.discordapp.com${url.pathname}${url.search}`;
    },
    submitLink: (trackUrl: string) =>
      operations.submissions.submit(actor, {
        requestId: `pasted-links:${++serial}`,
        artistName: 'KITE',
        trackTitle: 'Glass Horizon',
        trackUrl,
      }),
    readFile: () => tenancy.read(guildId, (db) => db.table('files').orderBy('id').first()),
    async waitForDm(contains: string): Promise<string> {
      const dm = await discord.control.openDmWith({ personId: artist, userId: LOCAL_APP.id });
      return messageText(await waitForMessage(app, { channelId: dm.id, contains }));
    },
  };
}

test('a file on Discord whose link was pasted is fetched, kept and played', async (t) => {
  const { copyLink, submitLink, readFile, app, staffChannel, waitUntilIdle, guildId } =
    await createFixture();
  const wav = makeWav(2);
  await submitLink(await copyLink('glass.wav', wav));
  const card = await waitForMessage(app, {
    channelId: staffChannel,
    contains: 'glass.wav · 0:02 · 353 kB',
  });
  t.true(JSON.stringify(card).includes(`${app.url}/g/${guildId}/submissions/1`), 'Listen');
  await waitUntilIdle();
  t.like(await readFile(), {
    state: 'ready',
    origin: 'link',
    source_url: null,
    size_bytes: String(wav.length),
  });
});

test('the artist is told when it is nothing that is kept, or Discord does not have it', async (t) => {
  const first = await createFixture();
  await first.submitLink(await first.copyLink('glass.wav', Buffer.from('MZ\x90\0 a program')));
  t.regex(await first.waitForDm('glass.wav'), /It isn’t audio, an image, a PDF/);
  t.like(await first.readFile(), { state: 'failed', problem: 'type' });

  const second = await createFixture();
  const link = await second.copyLink('glass.wav', makeWav(1));
  await second.submitLink(link.replace(/hm=..../, 'hm=0000'));
  t.regex(await second.waitForDm('glass.wav'), /Discord had already deleted it/);
  t.like(await second.readFile(), { state: 'failed', problem: 'gone' });
});

test('one that is larger than the room that is left is not kept, and takes none', async (t) => {
  const { app, guildId, admin, operations, copyLink, submitLink, readFile, waitForDm } =
    await createFixture();
  await app.tenancy.write(guildId, (db) =>
    db.table('files').insert({
      id: 'ffffffff-7a00-7000-8000-000000000001',
      subject_type: 'submission',
      subject_id: '9',
      origin: 'form',
      name: 'others.wav',
      size_bytes: 100_000 * MB - 1_000,
      state: 'ready',
      attempts: 0,
      created_at: db.now,
    }),
  );
  await submitLink(await copyLink('glass.wav', makeWav(1)));
  t.regex(await waitForDm('glass.wav'), /This label’s file storage is full/);
  t.like(await readFile(), { state: 'failed', problem: 'quota' });
  t.is((await operations.files.getUsage(admin)).bytes, 100_000 * MB - 1_000);
});
