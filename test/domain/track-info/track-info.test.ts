import ava from 'ava';
import { bindOperations, toArtworkId } from '../../../domain/index.ts';
import { submissionSubject } from '../../../domain/subjects/submission-subject.ts';
import {
  loadTrackToDescribe,
  recordTrackInfo,
} from '../../../domain/track-info/record-track-info.ts';
import type { FoundTrackInfo } from '../../../domain/track-info/track-info.ts';
import { createOperationsFixture } from '../../helpers/operations-fixture.ts';
import { forEachPlacement } from '../../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);

const FIRST = submissionSubject(1);
const ARTWORK_ID = toArtworkId(FIRST);

const FOUND: FoundTrackInfo = {
  platform: 'soundcloud',
  title: 'Glass Horizon (Demo)',
  artist: 'kite-official',
  artwork: {
    id: ARTWORK_ID,
    store: 'eu-uk',
    sealedKey: 'vault:v1:x',
    sizeBytes: 40_000,
    sha256: 'f'.repeat(64),
    contentType: 'image/jpeg',
  },
};

async function createFixture(t: Parameters<typeof createOperationsFixture>[0]) {
  const fixture = await createOperationsFixture(t, { plan: 'pro' });
  const { tenancy, guildId, artist, createDemoInput } = fixture;
  const deps = { tenancy, now: Date.now, discordUrl: 'https://discord.test' };
  const submitWith = (asksPlatforms: boolean, fields: object) =>
    bindOperations({ ...deps, asksPlatforms }).submissions.submit(artist, createDemoInput(fields));
  return {
    ...fixture,
    submit: (fields: object = {}) => submitWith(true, fields),
    submitUnasked: () => submitWith(false, {}),
    record: (found: FoundTrackInfo | null) =>
      tenancy.write(guildId, async (db) => {
        const row = await db.table('submissions').where('number', FIRST.id).first('track_url');
        await recordTrackInfo(db, FIRST, row?.track_url ?? '', found);
      }),
    load: () => tenancy.read(guildId, (db) => loadTrackToDescribe(db, FIRST)),
    readKinds: () =>
      tenancy.read(guildId, async (db) =>
        (
          await db
            .table('outbox')
            .where('kind', 'like', '%.%')
            .orderBy('id')
            .select('kind', 'number')
        )
          .filter(({ kind }) => kind.startsWith('track.') || kind.startsWith('link.'))
          .map(({ kind, number }) => `${number} ${kind}`),
      ),
    readFile: () =>
      tenancy.read(guildId, (db) => db.table('files').where('id', ARTWORK_ID).first()),
  };
}

test('a platform that describes tracks is asked, or what a short link may lead to', async (t) => {
  const { submit, submitUnasked, readKinds, operations, staff } = await createFixture(t);
  await submit();
  await submit({ trackUrl: 'https://on.soundcloud.com/AbC' });
  await submit({ trackUrl: 'https://kite.bandcamp.com/track/glass' });
  await submit({ trackUrl: 'https://example.com/glass.wav' });
  await submitUnasked();
  t.deepEqual(await readKinds(), ['1 track.describe', '2 link.resolve', '2 track.describe']);
  // Nobody is sent anything by it: five threads and cards, and the short link.
  t.is((await operations.overview.get(staff)).delivery.pending, 11);
});

test('what the platform says is shown beside what the artist wrote', async (t) => {
  const { submit, load, record, operations, staff } = await createFixture(t);
  await submit({ trackUrl: 'https://soundcloud.com/kite/glass' });
  await submit();
  t.deepEqual(await load(), { url: 'https://soundcloud.com/kite/glass' });
  t.like(await operations.submissions.get(staff, 1), { trackInfo: null, artworkId: null });
  await record(FOUND);
  t.is(await load(), null);
  t.like(await operations.submissions.get(staff, 1), {
    trackTitle: 'Glass Horizon',
    artistName: 'KITE',
    trackInfo: { platform: 'soundcloud', title: 'Glass Horizon (Demo)', artist: 'kite-official' },
    artworkId: ARTWORK_ID,
  });
  const expected = [null, ARTWORK_ID];
  const { items } = await operations.submissions.list(staff, {});
  t.deepEqual(
    items.map(({ artworkId }) => artworkId),
    expected,
  );
  t.deepEqual(
    (await operations.overview.get(staff)).latest.map(({ artworkId }) => artworkId),
    expected,
  );
});

test('a platform that says nothing is not asked again', async (t) => {
  const { submit, load, record, operations, staff } = await createFixture(t);
  await submit();
  await record(null);
  t.is(await load(), null);
  t.like(await operations.submissions.get(staff, 1), { trackInfo: null, artworkId: null });
  // Late, from a worker that had lost its lease: the last one counts.
  await record(FOUND);
  t.like(await operations.submissions.get(staff, 1), { artworkId: ARTWORK_ID });
  await record(FOUND);
});

test('an artwork is no file of the demo: not listed, counted, compared or removed', async (t) => {
  const { submit, record, readFile, operations, staff, newRequestId } = await createFixture(t);
  await submit();
  await record(FOUND);
  t.deepEqual((await operations.submissions.get(staff, 1)).files, []);
  t.like(await operations.files.getUsage(staff), { count: 0, bytes: 0 });
  await t.throwsAsync(
    operations.files.remove(staff, { requestId: newRequestId(), fileId: ARTWORK_ID }),
    { code: 'not_found' },
  );
  t.like(await operations.files.open(staff, { fileId: ARTWORK_ID }), {
    name: 'artwork.jpeg',
    contentType: 'image/jpeg',
    isPublic: true,
  });
  // What the version before decides by.
  t.like(await readFile(), {
    copy_of: ARTWORK_ID,
    sha256: null,
    state: 'ready',
    origin: 'artwork',
  });
});

test('rows of a customer database are not believed', async (t) => {
  const { submit, record, operations, staff, tenancy, guildId } = await createFixture(t);
  await submit();
  await record(FOUND);
  await tenancy.write(guildId, (db) =>
    db.table('track_info').update({
      platform: '__proto__',
      title: 'x'.repeat(400),
      artist: null,
      artwork_id: '../../../auth/logout',
    }),
  );
  t.like(await operations.submissions.get(staff, 1), {
    trackInfo: { platform: 'other', title: 'x'.repeat(400), artist: null },
    artworkId: null,
  });
  t.is((await operations.submissions.list(staff, {})).items[0]?.artworkId, null);
});
