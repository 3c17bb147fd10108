import ava from 'ava';
import { parseLegacyLink } from '../../domain/links/legacy-link.ts';
import { createActor, createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava, ['managed']);
/** Of what differs by engine, or comes from people. */
const testEveryDay = forEachPlacement(ava);

testEveryDay(
  'numbers have no gaps under concurrency, also when some submissions fail',
  async (t) => {
    const { operations, artist, createDemoInput } = await createOperationsFixture(t);
    // The database refuses it after the number was assigned: the column is a bigint.
    const refused = { ...artist, userId: '9'.repeat(20) };
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        operations.submissions.submit(index % 4 === 0 ? refused : artist, createDemoInput()),
      ),
    );
    t.deepEqual(
      results.flatMap((result, index) =>
        result.status === 'rejected' && index % 4 !== 0 ? [result.reason] : [],
      ),
      [],
    );
    t.is(results.filter(({ status }) => status === 'rejected').length, 10);
    const numbers = results
      .filter((result) => result.status === 'fulfilled')
      .map((result) => result.value.number)
      .sort((a, b) => a - b);
    t.deepEqual(
      numbers,
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
  },
);

test('a transaction that is rolled back does not use up its number', async (t) => {
  const { operations, artist, createDemoInput, tenancy, guildId } =
    await createOperationsFixture(t);
  await t.throwsAsync(
    tenancy.write(guildId, async (db) => {
      await db.table('guild_counters').where('name', 'submission').update({ value: 77 });
      throw new Error('no');
    }),
  );
  t.is((await operations.submissions.submit(artist, createDemoInput())).number, 1);
});

test('the same interaction delivered twice, even at once, makes one submission', async (t) => {
  const { operations, artist, createDemoInput, tenancy, guildId } =
    await createOperationsFixture(t);
  const input = createDemoInput();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => operations.submissions.submit(artist, input)),
  );
  t.deepEqual(new Set(answers.map(({ number }) => number)), new Set([1]));
  t.is((await operations.submissions.submit(artist, input)).number, 1);
  const [rows, outbox] = await tenancy.read(guildId, async (db) => [
    await db.table('submissions').select('number'),
    await db.table('outbox').select('kind').orderBy('id'),
  ]);
  t.is(rows.length, 1);
  t.deepEqual(
    outbox.map(({ kind }) => kind),
    ['thread.open', 'card.post'],
  );
});

test('before /start, and without a staff channel, the artist is told what is missing', async (t) => {
  const { operations, tenancy, createDemoInput } = await createOperationsFixture(t);
  const admin = createActor('900000000000999999', 'Omar', { isAdmin: true });
  const artist = createActor(admin.guildId, 'KITE');
  await t.throwsAsync(operations.submissions.submit(artist, createDemoInput()), {
    code: 'not_set_up',
  });
  await operations.settings.setUp(admin, { labelName: 'New' });
  const error = await t.throwsAsync(operations.submissions.submit(artist, createDemoInput()), {
    code: 'not_set_up',
  });
  t.like(error, { details: { values: { missing: 'staff_channel' } } });
  t.truthy(tenancy);
});

const refused: [name: string, fields: object, field: string, problem: string][] = [
  ['a blank title', { trackTitle: '   ' }, 'trackTitle', 'text.blank'],
  [
    'a title of zero-width characters',
    { trackTitle: '\u200b\u2060\ufeff' },
    'trackTitle',
    'text.blank',
  ],
  ['a NUL', { artistName: 'a\0b' }, 'artistName', 'text.control'],
  ['an escape sequence', { artistName: '\u001b[31mred' }, 'artistName', 'text.control'],
  ['a line break in a name', { artistName: 'a\nb' }, 'artistName', 'text.control'],
  ['half an emoji', { trackTitle: 'x\ud83c' }, 'trackTitle', 'text.malformed'],
  ['a title too long', { trackTitle: 'x'.repeat(301) }, 'trackTitle', 'text.too_long'],
  ['a message too long', { message: 'x'.repeat(2001) }, 'message', 'text.too_long'],
  ['no link', { trackUrl: 'my new track' }, 'trackUrl', 'link.missing'],
  ['a script link', { trackUrl: 'javascript:alert(1)' }, 'trackUrl', 'link.scheme'],
  ['a data link', { trackUrl: 'data:text/html,x' }, 'trackUrl', 'link.scheme'],
  ['a file link', { trackUrl: 'file:///etc/passwd' }, 'trackUrl', 'link.scheme'],
  [
    'a link with a login',
    { trackUrl: 'https://u:p@soundcloud.com/x' },
    'trackUrl',
    'link.credentials',
  ],
  ['a link without a public host', { trackUrl: 'https://x' }, 'trackUrl', 'link.private'],
  ['a home page', { trackUrl: 'https://soundcloud.com' }, 'trackUrl', 'link.home_page'],
  [
    'links to two tracks',
    { trackUrl: 'soundcloud.com/a/b soundcloud.com/c/d' },
    'trackUrl',
    'link.several',
  ],
];

// Before any database is asked.
for (const [name, fields, field, problem] of refused)
  ava(`refused, naming the field: ${name}`, async (t) => {
    const { operations, artist, createDemoInput } = await createOperationsFixture(t);
    const error = await t.throwsAsync(
      operations.submissions.submit(artist, createDemoInput(fields)),
      {
        code: 'invalid_input',
      },
    );
    t.like(error, { details: { fields: [{ field, problem }] } });
  });

testEveryDay('hostile text is stored as it was given', async (t) => {
  const { operations, artist, admin, createDemoInput } = await createOperationsFixture(t);
  const fields = {
    artistName: '@everyone **x** <@1> \u202Eabc 👩‍👩‍👧‍👦 𝔘𝔫𝔦',
    trackTitle: '"><script>alert(1)</script> ](https://evil.example)',
    message: 'line\n\tline `code` ||spoiler|| ' + '\u0301'.repeat(200),
    genre: 'ジャンル',
  };
  await operations.submissions.submit(artist, createDemoInput(fields));
  const detail = await operations.submissions.get(admin, 1);
  t.like(detail, fields);
});

testEveryDay('the same track is seen as a duplicate however it was pasted', async (t) => {
  const { operations, artist, createDemoInput } = await createOperationsFixture(t);
  const send = async (trackUrl: string) =>
    (await operations.submissions.submit(artist, createDemoInput({ trackUrl }))).isDuplicate;
  t.false(await send('https://soundcloud.com/Kite/Glass-Horizon?utm_source=x&si=abc'));
  t.true(await send('http://m.soundcloud.com/kite/glass-horizon/'));
  t.false(await send('https://youtu.be/dQw4w9WgXcQ?t=10'));
  t.true(await send('https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share'));
  t.true(await send('https://music.youtube.com/watch?v=dQw4w9WgXcQ'));
  t.false(await send('https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC?si=1'));
  t.true(await send('https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC'));
  t.false(await send('https://drive.google.com/file/d/1a2B3c4D5e/view?usp=sharing'));
  t.true(await send('https://drive.google.com/open?id=1a2B3c4D5e'));
  t.false(await send('https://www.dropbox.com/s/abc/x.wav?dl=0'));
  t.true(await send('https://www.dropbox.com/s/abc/x.wav?dl=1'));
});

test('the parsed address is stored, and a password beside it with the message', async (t) => {
  const { operations, artist, admin, createDemoInput } = await createOperationsFixture(t);
  const submitWith = (fields: object) =>
    operations.submissions.submit(artist, createDemoInput(fields));
  await submitWith({ trackUrl: '"https:\\\\soundcloud.com\\kite\\glass".' });
  await submitWith({ trackUrl: 'https://we.tl/t-AbC password: 1234', message: 'Mixed by me.' });
  await submitWith({ trackUrl: 'https://we.tl/t-AbC password: 1234', message: '' });
  t.like(await operations.submissions.get(admin, 1), {
    trackUrl: 'https://soundcloud.com/kite/glass',
    message: null,
  });
  t.like(await operations.submissions.get(admin, 2), {
    trackUrl: 'https://we.tl/t-AbC',
    message: 'Mixed by me.\n\npassword: 1234',
  });
  t.like(await operations.submissions.get(admin, 3), { message: 'password: 1234' });
});

test('rows of the version before are duplicates of the same track, and of no other', async (t) => {
  const { operations, artist, createDemoInput, tenancy, guildId } =
    await createOperationsFixture(t);
  let sentCount = 0;
  // The same form within seconds would be the same demo.
  const send = (trackUrl: string) =>
    operations.submissions.submit(
      artist,
      createDemoInput({ trackUrl, trackTitle: `Glass ${++sentCount}` }),
    );
  // As it stored them: the pasted text, its own hash, and no other.
  const pasted = [
    'https://soundcloud.com/Kite/Glass?si=1',
    'https://youtube.com/@one/videos',
    'https://on.soundcloud.com/AbC',
  ];
  for (const trackUrl of pasted) {
    const { number } = await send(trackUrl);
    await tenancy.write(guildId, (db) =>
      db
        .table('submissions')
        .where('number', number)
        .update({
          track_url: trackUrl,
          link_hash: parseLegacyLink(trackUrl)?.hash ?? '',
          track_hash: null,
        }),
    );
  }
  t.true((await send('soundcloud.com/kite/glass')).isDuplicate);
  t.false((await send('https://youtube.com/@two/videos')).isDuplicate);
  t.true((await send('https://youtube.com/@one/videos')).isDuplicate);
  t.false((await send('https://on.soundcloud.com/aBc')).isDuplicate);
  t.true((await send('https://on.soundcloud.com/AbC')).isDuplicate);
  // And it finds ours by the hash that it looks for.
  const rows = await tenancy.read(guildId, (db) =>
    db.table('submissions').orderBy('number').select('track_url', 'link_hash'),
  );
  t.deepEqual(
    rows.map(({ link_hash }) => link_hash),
    rows.map(({ track_url }) => parseLegacyLink(String(track_url))?.hash),
  );
});

test('only the artist sees and withdraws a demo, while nobody has answered it', async (t) => {
  const { operations, artist, staff, createDemoInput, guildId, newRequestId } =
    await createOperationsFixture(t);
  await operations.submissions.submit(artist, createDemoInput());
  const other = createActor(guildId, 'Low Tide');
  await t.throwsAsync(operations.submissions.getMine(other, 1), { code: 'not_found' });
  await t.throwsAsync(
    operations.submissions.withdraw(other, { requestId: newRequestId(), number: 1 }),
    {
      code: 'not_found',
    },
  );
  t.deepEqual(await operations.submissions.listMine(other), []);
  await operations.submissions.withdraw(artist, { requestId: newRequestId(), number: 1 });
  t.is((await operations.submissions.getMine(artist, 1)).status, 'withdrawn');
  await t.throwsAsync(
    operations.review.decide(staff, { requestId: newRequestId(), number: 1, decision: 'approved' }),
    { code: 'not_allowed_now' },
  );
});
