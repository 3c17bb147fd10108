import { Readable } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { bindOperations, submissionSubject, toArtworkId } from '../../../domain/index.ts';
import { createHttpVisitor } from '../../../sandbox/demo/http-visitor.ts';
import { startApp } from '../../helpers/app.ts';
import { createActor } from '../../helpers/operations-fixture.ts';
import { createWorkerFixture } from '../fixture.ts';
import { startDescribingWorker } from './describing-worker.ts';
import { makePng } from './images.ts';
import type { Answer } from './platforms.ts';

const PICTURE = makePng(300);
const COVER = 'https://i1.sndcdn.com/artworks-glass-t500x500.jpg';
const SAID = { title: 'Glass by kite', author_name: 'kite', thumbnail_url: COVER };

async function createFixture(t: ExecutionContext, answers: Record<string, Answer>) {
  const app = await startApp(t, { processes: ['server'] });
  const fixture = await createWorkerFixture(app);
  const { guildId, admin, artist } = fixture;
  const { tenancy, discord } = app;
  const operations = bindOperations({
    tenancy,
    now: Date.now,
    discordUrl: discord.url,
    asksPlatforms: true,
  });
  let sentCount = 0;
  return {
    ...fixture,
    app,
    start: () => startDescribingWorker(t, app, answers),
    submit: (trackUrl: string) =>
      operations.submissions.submit(
        { ...createActor(guildId, 'Kite'), userId: artist },
        {
          requestId: `describe:${guildId}:${++sentCount}`,
          artistName: 'KITE',
          trackTitle: 'Glass Horizon',
          trackUrl,
        },
      ),
    readDetail: (number = 1) => operations.submissions.get(admin, number),
    async fetchArtwork(personId: string | null, number = 1) {
      const visitor = createHttpVisitor(app.url, discord.url);
      if (personId) await visitor.logIn(personId);
      const id = toArtworkId(submissionSubject(number));
      return fetch(`${app.url}/g/${guildId}/files/${id}`, {
        headers: { cookie: visitor.cookie() },
        redirect: 'manual',
      });
    },
  };
}

test('title, artist and artwork are fetched, kept encrypted, and served to staff only', async (t) => {
  const { submit, start, waitUntilIdle, readDetail, fetchArtwork, ...label } = await createFixture(
    t,
    {
      'soundcloud.com/oembed': { json: SAID },
      'i1.sndcdn.com/artworks-glass-t500x500.jpg': { body: PICTURE, contentType: 'image/jpeg' },
      // A short link is followed first.
      'on.soundcloud.com/AbC': { redirectTo: 'https://soundcloud.com/kite/short' },
    },
  );
  await submit('https://soundcloud.com/kite/glass');
  await submit('https://on.soundcloud.com/AbC');
  const files = await label.app.tenancy.files(label.guildId);
  // What an attempt that was killed has left.
  await files.write(toArtworkId(submissionSubject(1)), Readable.from([PICTURE]), {
    maxBytes: PICTURE.length,
  });
  const called = await start();
  await waitUntilIdle();
  for (const number of [1, 2])
    t.like(await readDetail(number), {
      trackInfo: { platform: 'soundcloud', title: 'Glass', artist: 'kite' },
      artworkId: toArtworkId(submissionSubject(number)),
      files: [],
    });
  const asked = called().filter((url) => url.startsWith('soundcloud.com/oembed'));
  t.deepEqual(asked.map((url) => new URLSearchParams(url.split('?')[1]).get('url')).toSorted(), [
    'https://soundcloud.com/kite/glass',
    'https://soundcloud.com/kite/short',
  ]);

  const response = await fetchArtwork(label.staff);
  t.is(response.status, 200);
  t.deepEqual(
    ['content-type', 'content-security-policy', 'x-content-type-options', 'cache-control'].map(
      (name) => response.headers.get(name),
    ),
    [
      'image/png',
      "default-src 'none'; sandbox; frame-ancestors 'none'",
      'nosniff',
      'private, max-age=86400',
    ],
  );
  t.deepEqual(Buffer.from(await response.arrayBuffer()), PICTURE);
  for (const personId of [null, label.artist, label.stranger])
    t.is((await fetchArtwork(personId)).status, 404);
  t.is((await files.list('eu-uk')).files.length, 2);
});

test('what cannot be had leaves nothing behind and keeps nothing waiting', async (t) => {
  let isBusy = true;
  const { submit, start, waitUntilIdle, waitForRow, readDetail, fetchArtwork, ...label } =
    await createFixture(t, {
      'soundcloud.com/oembed': (_, response) => {
        response.writeHead(isBusy ? 503 : 404).end();
      },
      'open.spotify.com/oembed': { json: { ...SAID, thumbnail_url: 'https://10.0.0.1/a.png' } },
    });
  await submit('https://soundcloud.com/kite/gone');
  await submit('https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC');
  await start();
  // It is asked again, and the other one does not wait for it.
  const row = await waitForRow('track.describe', ({ last_error: error }) => error !== null);
  t.like(row, { last_error: 'egress_unreachable', state: 'waiting' });
  await label.waitUntilGone(({ kind, number }) => kind !== 'track.describe' || number === '2');
  t.like(await readDetail(2), { trackInfo: { title: 'Glass' }, artworkId: null });
  isBusy = false;
  await label.app.tenancy.write(label.guildId, (db) =>
    db.table('outbox').where('kind', 'track.describe').update({ due_at: db.now }),
  );
  await label.app.tenancy.wakeDeliveries([label.guildId]);
  await waitUntilIdle();
  t.like(await readDetail(1), { trackInfo: null, artworkId: null });
  t.is((await fetchArtwork(label.staff)).status, 404);
});

test('a picture that cannot be kept at present is fetched again later', async (t) => {
  const { submit, start, waitUntilIdle, waitForRow, readDetail, fetchArtwork, ...label } =
    await createFixture(t, {
      'soundcloud.com/oembed': { json: SAID },
      'i1.sndcdn.com/artworks-glass-t500x500.jpg': { body: PICTURE },
    });
  const { vault, tenancy } = label.app;
  await submit('https://soundcloud.com/kite/glass');
  await start();
  await waitUntilIdle();
  // Without Vault nothing can be encrypted that was not before.
  vault.control.seal();
  await submit('https://soundcloud.com/kite/second');
  const row = await waitForRow('track.describe', ({ last_error: error }) => error !== null);
  t.like(row, { last_error: 'vault_sealed', state: 'waiting', number: '2' });
  t.like(await readDetail(2), { trackInfo: null, artworkId: null });
  vault.control.unseal();
  await tenancy.write(label.guildId, (db) =>
    db.table('outbox').where('kind', 'track.describe').update({ due_at: db.now }),
  );
  await tenancy.wakeDeliveries([label.guildId]);
  await waitUntilIdle();
  t.like(await readDetail(2), { trackInfo: { title: 'Glass' } });
  t.deepEqual(Buffer.from(await (await fetchArtwork(label.staff, 2)).arrayBuffer()), PICTURE);
});
