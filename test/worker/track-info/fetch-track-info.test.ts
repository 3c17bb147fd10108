import test, { type ExecutionContext } from 'ava';
import { EgressError, type EgressOptions } from '../../../worker/egress/index.ts';
import { fetchTrackInfo } from '../../../worker/track-info/fetch-track-info.ts';
import { makePng, pngHead } from './images.ts';
import { type Answer, startPlatforms } from './platforms.ts';

const GUILD_ID = '900000000000000001';
const LINK = { url: 'https://soundcloud.com/kite/glass', platform: 'soundcloud' } as const;
const ENDPOINT = 'soundcloud.com/oembed';
const COVER = 'https://i1.sndcdn.com/cover.png';
const SAID = { title: 'Glass', author_name: 'KITE', thumbnail_url: COVER };

async function ask(
  t: ExecutionContext,
  answers: Record<string, Answer>,
  options: Partial<EgressOptions> = {},
) {
  const { egress, called } = await startPlatforms(t, answers, options);
  const signal = AbortSignal.timeout(60_000);
  const asked = fetchTrackInfo(egress, LINK, { guildId: GUILD_ID, signal });
  const info = await asked.catch((error) => {
    if (!(error instanceof EgressError)) throw error;
    return error.code;
  });
  return { info, called: called() };
}

/** What becomes of an artwork; title and artist are there all the same. */
async function askForArtwork(t: ExecutionContext, answers: Record<string, Answer>) {
  const { info } = await ask(t, { [ENDPOINT]: { json: SAID }, ...answers });
  if (info === null || typeof info === 'string') throw new Error(String(info));
  t.like(info, { title: 'Glass', artist: 'KITE' });
  return info.artwork;
}

test('a platform says title, artist and where the artwork is, which is fetched too', async (t) => {
  const picture = makePng(300);
  const { info, called } = await ask(t, {
    [ENDPOINT]: { json: SAID },
    // What it claims to be does not matter.
    'i1.sndcdn.com/cover.png': { body: picture, contentType: 'text/html' },
  });
  t.deepEqual(info, {
    title: 'Glass',
    artist: 'KITE',
    thumbnailUrl: COVER,
    artwork: { content: picture, contentType: 'image/png' },
  });
  t.deepEqual(called, [
    `${ENDPOINT}?format=json&url=${encodeURIComponent(LINK.url)}`,
    'i1.sndcdn.com/cover.png',
  ]);
});

test('redirects are followed to public addresses over https only, and not for ever', async (t) => {
  const picture = makePng(10);
  const there = 'i1.sndcdn.com/there.png';
  t.truthy(
    await askForArtwork(t, {
      'i1.sndcdn.com/cover.png': { redirectTo: 'https://a.test/1' },
      'a.test/1': { redirectTo: '/2' },
      'a.test/2': { redirectTo: `https://${there}` },
      [there]: { body: picture },
    }),
  );
  const { called } = await ask(t, {
    [ENDPOINT]: { json: SAID },
    'i1.sndcdn.com/cover.png': { redirectTo: COVER },
  });
  t.is(called.length, 5);
  for (const redirectTo of [
    'https://127.0.0.1/admin',
    'https://[::1]/admin',
    'https://169.254.169.254/latest',
    'https://10.0.0.1:8443/',
    'http://i1.sndcdn.com/there.png',
    'file:///etc/passwd',
    '',
  ])
    t.is(
      await askForArtwork(t, {
        'i1.sndcdn.com/cover.png': { redirectTo },
        [there]: { body: picture },
      }),
      null,
      redirectTo,
    );
  const { info } = await ask(t, { [ENDPOINT]: { redirectTo: 'https://169.254.169.254/oembed' } });
  t.is(info, null);
});

test('an artwork at a private address is not fetched', async (t) => {
  for (const thumbnail_url of ['https://127.0.0.1/a.png', 'https://192.168.1.4/a.png']) {
    const { info } = await ask(t, { [ENDPOINT]: { json: { ...SAID, thumbnail_url } } });
    t.like(info, { title: 'Glass', artwork: null });
  }
});

test('only images that run nothing, and no larger than covers are', async (t) => {
  const pictures: [name: string, body: Buffer | string][] = [
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<!doctype html><p>Not found</p>'],
    ['nothing', ''],
    ['a PDF', '%PDF-1.7'],
    ['sound', Buffer.from('fLaC')],
    ['a truncated header', pngHead(10, 10).subarray(0, 18)],
    ['a bomb', pngHead(60_000, 60_000)],
    ['no size', pngHead(0, 0)],
    ['more than a megabyte', Buffer.concat([makePng(10), Buffer.alloc(1_000_000)])],
  ];
  for (const [name, body] of pictures)
    t.is(
      await askForArtwork(t, { 'i1.sndcdn.com/cover.png': { body, contentType: 'image/png' } }),
      null,
      name,
    );
});

test('what is said about a size is not believed', async (t) => {
  const sendEndless: Answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    const send = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', send);
    send();
  };
  t.is(await askForArtwork(t, { 'i1.sndcdn.com/cover.png': sendEndless }), null);
  t.is(
    await askForArtwork(t, {
      'i1.sndcdn.com/cover.png': (_, response) => {
        response.writeHead(200, { 'content-length': '5000000000' }).flushHeaders();
      },
    }),
    null,
  );
});

test('an answer that is no answer says nothing', async (t) => {
  const answers: [name: string, answer: Answer][] = [
    ['not found', { status: 404 }],
    ['private', { status: 403 }],
    ['no content', { status: 204 }],
    ['HTML', { body: '<!doctype html>', contentType: 'text/html' }],
    ['a list', { json: [SAID] }],
    ['more than 64 KiB', { json: { ...SAID, html: 'x'.repeat(70_000) } }],
    [
      'compressed',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    ],
  ];
  for (const [name, answer] of answers)
    t.is((await ask(t, { [ENDPOINT]: answer })).info, null, name);
  // No `html` of theirs is needed.
  t.like((await ask(t, { [ENDPOINT]: { json: { title: 'Glass' } } })).info, { artwork: null });
});

test('a platform that fails temporarily, or is silent, is asked again later', async (t) => {
  for (const status of [429, 500, 503]) {
    t.is((await ask(t, { [ENDPOINT]: { status } })).info, 'unreachable');
    const artworkFails = { [ENDPOINT]: { json: SAID }, 'i1.sndcdn.com/cover.png': { status } };
    t.is((await ask(t, artworkFails)).info, 'unreachable');
  }
  const silent: Answer = () => {};
  t.is((await ask(t, { [ENDPOINT]: silent }, { timeoutMs: 300 })).info, 'timeout');
  t.is((await ask(t, { [ENDPOINT]: { json: SAID } }, { maxCalls: 0 })).info, 'busy');
});
