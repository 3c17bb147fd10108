import { randomBytes } from 'node:crypto';
import test from 'ava';
import { createHttpVisitor } from '../../../sandbox/demo/http-visitor.ts';
import { LOCAL_APP } from '../../../sandbox/local-environment.ts';
import {
  createLabel,
  type DemoFile,
  type Label,
  messageText,
  runCommand,
  submitDemo,
  waitForMessage,
} from '../../helpers/label.ts';
import { sharedApp } from '../../helpers/shared-app.ts';
import { makeWav } from '../audio/wav-files.ts';

const getApp = sharedApp({ processes: ['server', 'worker', 'bot'] });

async function createFixture(plan: string | null = 'pro') {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  await runCommand(app, label.owner, label.demosChannel, 'start', { label_name: 'Nightfall' });
  await runCommand(app, label.owner, label.demosChannel, 'setup_staff', {
    channel: label.staffChannel,
  });
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.staff);
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/g/${label.guildId}/files/${path}`, {
      headers: { cookie: visitor.cookie(), ...headers },
      redirect: 'manual',
    });
  const readFiles = () =>
    app.tenancy.read(label.guildId, (db) => db.table('files').orderBy('id').select());
  const waitForCard = (contains: string) =>
    waitForMessage(app, { channelId: label.staffChannel, contains });
  return { app, label, get, readFiles, waitForCard };
}

const send = (
  { app, label }: { app: Awaited<ReturnType<typeof getApp>>; label: Label },
  files: DemoFile[],
  demo: object = { trackUrl: '' },
) => submitDemo(app, label, demo, label.artist, files);

test('a file that is sent without a link is kept, shown on the card, and read in ranges', async (t) => {
  const fixture = await createFixture();
  const { app, label, readFiles, waitForCard, get } = fixture;
  const wav = makeWav(3);
  const receipt = messageText(await send(fixture, [{ name: 'glass.wav', content: wav }]));
  t.regex(receipt, /Demo #1 is in/);
  const card = JSON.stringify(await waitForCard('glass.wav · 0:03'));
  t.true(card.includes(`"url":"${app.url}/g/${label.guildId}/submissions/1"`), 'Listen');
  const [file] = await readFiles();
  t.like(file, { state: 'ready', format: 'wav', source_url: null, store: 'eu-uk' });
  const whole = await get(String(file?.id));
  t.is(whole.status, 200);
  t.is(whole.headers.get('content-type'), 'audio/wav');
  t.regex(whole.headers.get('content-disposition') ?? '', /^inline; filename="glass\.wav"/);
  t.is(
    whole.headers.get('content-security-policy'),
    "default-src 'none'; sandbox; frame-ancestors 'none'",
  );
  t.is(whole.headers.get('x-content-type-options'), 'nosniff');
  t.deepEqual(Buffer.from(await whole.arrayBuffer()), wav);
  const part = await get(String(file?.id), { range: 'bytes=100000-' });
  t.is(part.status, 206);
  t.is(part.headers.get('content-range'), `bytes 100000-${wav.length - 1}/${wav.length}`);
  t.deepEqual(Buffer.from(await part.arrayBuffer()), wav.subarray(100_000));
  t.is((await get(String(file?.id), { range: `bytes=${wav.length}-` })).status, 416);
  const saved = await get(`${file?.id}?download`);
  t.regex(saved.headers.get('content-disposition') ?? '', /^attachment/);
  await saved.arrayBuffer();
});

test('nobody but the label’s staff reads a file', async (t) => {
  const fixture = await createFixture();
  const { app, label, readFiles, waitForCard } = fixture;
  await send(fixture, [{ name: 'secret.wav', content: makeWav(1) }]);
  await waitForCard('secret.wav · 0:01');
  const [file] = await readFiles();
  const other = await createLabel(app, { plan: 'pro' });
  const attempt = async (personId: string | null, guildId: string) => {
    const visitor = createHttpVisitor(app.url, app.discord.url);
    if (personId) await visitor.logIn(personId);
    const response = await fetch(`${app.url}/g/${guildId}/files/${file?.id}`, {
      headers: { cookie: visitor.cookie() },
      redirect: 'manual',
    });
    await response.arrayBuffer();
    return response.status;
  };
  t.deepEqual(
    [
      await attempt(null, label.guildId),
      await attempt(label.artist, label.guildId),
      await attempt(label.stranger, label.guildId),
      await attempt(other.owner, label.guildId),
      await attempt(other.owner, other.guildId),
    ],
    [404, 404, 404, 404, 404],
  );
});

test('what cannot be kept is said, and the demo is not lost for it', async (t) => {
  const fixture = await createFixture();
  const { app, label, waitForCard, readFiles } = fixture;
  const nothing = messageText(await send(fixture, []));
  t.regex(nothing, /One step left/);
  const program = messageText(
    await send(fixture, [{ name: 'track.mp3.exe', content: Buffer.from('MZ') }]),
  );
  t.regex(program, /“track\.mp3\.exe” can’t be kept/);
  const receipt = messageText(
    await send(
      fixture,
      [
        { name: 'page.svg', content: Buffer.from('<svg/>') },
        { name: 'nothing.wav', content: Buffer.alloc(0) },
        {
          name: 'renamed.wav',
          content: Buffer.concat([Buffer.from('MZ\x90\0'), randomBytes(500)]),
        },
      ],
      {},
    ),
  );
  t.regex(receipt, /Demo #1 is in/);
  t.regex(receipt, /“page\.svg” wasn’t kept\. It isn’t audio/);
  t.regex(receipt, /“nothing\.wav” wasn’t kept\. It’s empty/);
  // Its content shows only once it is there: the artist is told.
  const dm = await app.discord.control.openDmWith({ personId: label.artist, userId: LOCAL_APP.id });
  const told = await waitForMessage(app, { channelId: dm.id, contains: 'renamed.wav' });
  t.regex(
    messageText(told),
    /It isn’t audio, an image, a PDF, text or a ZIP archive\. Your demo \*\*#1\*\*/,
  );
  await waitForCard('⚠️ renamed.wav isn’t kept');
  t.deepEqual(
    (await readFiles()).map(({ state, problem, source_url }) => [state, problem, source_url]),
    [
      ['failed', 'type', null],
      ['failed', 'empty', null],
      ['failed', 'type', null],
    ],
  );
});

test('the same recording in another container is seen, and named on the card', async (t) => {
  const fixture = await createFixture();
  const { waitForCard } = fixture;
  const wav = makeWav(2);
  await send(fixture, [{ name: 'first.wav', content: wav }], { trackUrl: '', trackTitle: 'One' });
  await waitForCard('first.wav · 0:02');
  // Another chunk behind the samples: other bytes, the same sound.
  const note = Buffer.concat([Buffer.from('note'), Buffer.from([4, 0, 0, 0]), Buffer.from('demo')]);
  const tagged = Buffer.concat([wav, note]);
  tagged.writeUInt32LE(tagged.length - 8, 4);
  await send(fixture, [{ name: 'second.wav', content: tagged }], {
    trackUrl: '',
    trackTitle: 'Two',
  });
  await waitForCard('Same recording as #1');
  t.pass();
});

test('a removed file is gone at once, and its content is erased', async (t) => {
  const fixture = await createFixture();
  const { app, label, readFiles, waitForCard, get } = fixture;
  await send(fixture, [{ name: 'old.wav', content: makeWav(1) }]);
  await waitForCard('old.wav · 0:01');
  const [file] = await readFiles();
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.staff);
  const removed = await fetch(`${app.url}/g/${label.guildId}/submissions/1`, {
    method: 'POST',
    headers: { cookie: visitor.cookie(), origin: app.url },
    body: new URLSearchParams({
      intent: 'remove_file',
      requestId: 'remove:00000001',
      fileId: String(file?.id),
    }),
  });
  t.is(removed.status, 200, await removed.text());
  t.is((await get(String(file?.id))).status, 404);
  await waitForCard('old.wav isn’t kept');
  const files = await app.tenancy.files(label.guildId);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'old.wav isn’t kept' });
  for (;;) {
    const [row] = await readFiles();
    if (row?.sealed_key === null) break;
  }
  t.deepEqual((await files.list('eu-uk')).files, []);
});
