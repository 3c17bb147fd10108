import test, { type ExecutionContext } from 'ava';
import {
  BACKGROUND_STATEMENT_TIMEOUT_MS,
  createAppServices,
} from '../../../server/app-services.ts';
import { toWorkerConfig } from '../../../server/processes/worker.ts';
import { type Egress, EgressError } from '../../../worker/egress/index.ts';
import { resolveShortLink } from '../../../worker/links/resolve-short-link.ts';
import { startWorker } from '../../../worker/worker.ts';
import { startApp } from '../../helpers/app.ts';
import { messageText, waitForMessage } from '../../helpers/label.ts';
import { createActor } from '../../helpers/operations-fixture.ts';
import { createTestEgress, type LocalServer, startServer } from '../egress/local-server.ts';
import { createWorkerFixture } from '../fixture.ts';

const GUILD_ID = '900000000000000001';
const TRACK = 'https://soundcloud.com/kite/glass';

/** A page, a redirect's target, or a status. */
type Answer = string | { page: string } | number;

/** All public hosts, as one server: `https://host/path` is `/host/path` there. */
async function startWeb(t: ExecutionContext, answers: Record<string, Answer>) {
  const server: LocalServer = await startServer(t, (request, response) => {
    const answer = answers[(request.url ?? '').slice(1)] ?? 404;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (typeof answer === 'string') response.writeHead(301, { location: answer }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answer.page);
  });
  const loopback = createTestEgress([server], { maxCalls: 100 });
  const egress: Egress = {
    get: (href, options) =>
      loopback.get(href.replace(/^https?:\/\//, `http://${server.address}/`), options),
  };
  return { egress, called: () => server.requests.map(({ url }) => url?.slice(1)) };
}

test('a short link is followed to its track, which itself is not opened', async (t) => {
  const { egress, called } = await startWeb(t, {
    'on.soundcloud.com/AbC': `${TRACK}?si=1&utm_source=x`,
    'bit.ly/one': 'https://tinyurl.com/two',
    'tinyurl.com/two': '//on.soundcloud.com/AbC',
    'spotify.link/meta': {
      page: `<meta http-equiv="Refresh" content="0; URL='${TRACK}'"><p>Moving</p>`,
    },
    'spotify.link/canonical': { page: `<head><link rel="canonical" href="${TRACK}"></head>` },
    'spotify.link/og': { page: `<META property="og:url" content="${TRACK}">` },
    'bit.ly/wrapped': `https://l.facebook.com/l.php?u=${encodeURIComponent(TRACK)}`,
  });
  for (const href of [
    'https://on.soundcloud.com/AbC',
    'https://bit.ly/one',
    'https://spotify.link/meta',
    'https://spotify.link/canonical',
    'https://spotify.link/og',
    'https://bit.ly/wrapped',
  ])
    t.like(await resolveShortLink(egress, href, GUILD_ID), { platform: 'soundcloud' }, href);
  t.false(called().some((url) => url?.startsWith('soundcloud.com')));
});

test('what leads to no track is no track: loops, private addresses, dead links', async (t) => {
  const { egress, called } = await startWeb(t, {
    'bit.ly/loop': 'https://bit.ly/loop',
    'bit.ly/private': 'http://192.168.1.4/admin',
    'bit.ly/metadata': 'http://169.254.169.254/latest',
    'bit.ly/home': 'https://soundcloud.com/',
    'bit.ly/file': 'file:///etc/passwd',
    'bit.ly/nowhere': '',
    'bit.ly/page': { page: '<p>No link here</p>' },
    'bit.ly/script': { page: '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">' },
  });
  for (const name of [
    'loop',
    'private',
    'metadata',
    'home',
    'file',
    'nowhere',
    'page',
    'script',
    'gone',
  ])
    t.is(await resolveShortLink(egress, `https://bit.ly/${name}`, GUILD_ID), null, name);
  t.is(called().filter((url) => url === 'bit.ly/loop').length, 5);
  t.true(called().every((url) => url?.startsWith('bit.ly/')));
});

test('a server that fails temporarily is called again later', async (t) => {
  const { egress } = await startWeb(t, { 'bit.ly/busy': 503, 'bit.ly/limited': 429 });
  for (const name of ['busy', 'limited'])
    await t.throwsAsync(resolveShortLink(egress, `https://bit.ly/${name}`, GUILD_ID), {
      instanceOf: EgressError,
    });
});

test('duplicates are found by what a short link leads to, whichever comes first', async (t) => {
  const { egress } = await startWeb(t, {
    'on.soundcloud.com/AbC': `${TRACK}?si=1`,
    'bit.ly/other': 'https://soundcloud.com/kite/other',
  });
  const app = await startApp(t, { processes: [] });
  const fixture = await createWorkerFixture(app);
  const { guildId, operations, admin, staffChannel } = fixture;
  const artist = { ...createActor(guildId, 'Kite'), userId: fixture.artist };
  let sentCount = 0;
  const submit = async (trackUrl: string) => {
    const requestId = `links:${guildId}:${++sentCount}`;
    const demo = { requestId, artistName: 'KITE', trackTitle: trackUrl, trackUrl };
    return (await operations.submissions.submit(artist, demo)).isDuplicate;
  };

  // Nobody resolves anything yet: what comes in meanwhile is compared later.
  t.false(await submit('https://on.soundcloud.com/AbC'));
  t.false(await submit(TRACK));
  t.false(await submit('https://bit.ly/other'));
  t.false(await submit('https://on.soundcloud.com/aBc'));

  const { tenancy, deps, systemOperations, close } = createAppServices(
    app.env,
    app.log,
    BACKGROUND_STATEMENT_TIMEOUT_MS,
  );
  const worker = await startWorker(
    toWorkerConfig(app.env),
    { tenancy, deps, operations: systemOperations, log: app.log, egress },
    new AbortController().signal,
  );
  t.teardown(async () => {
    await worker.stop();
    await close();
  });
  await fixture.waitUntilIdle();
  const isDuplicate = async (number: number) =>
    (await operations.submissions.get(admin, number)).isDuplicate;
  t.deepEqual(await Promise.all([1, 2, 3, 4].map(isDuplicate)), [false, true, false, false]);
  const card = await waitForMessage(app, { channelId: staffChannel, contains: 'Same link as #1' });
  t.regex(messageText(card), /#2/);
  t.is((await operations.submissions.get(admin, 3)).platform, 'soundcloud');

  t.true(await submit('https://m.soundcloud.com/kite/glass?in=x'));
  t.true(await submit('https://soundcloud.com/kite/other'));
  t.true(await submit('https://on.soundcloud.com/AbC?utm_source=again'));
  await fixture.waitUntilIdle();
  t.deepEqual(await Promise.all([5, 6, 7].map(isDuplicate)), [true, true, true]);
});
