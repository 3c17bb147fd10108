import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import { runServer } from '../../server/processes/server.ts';
import { pressButton } from '../helpers/discord-actions.ts';
import {
  createLabel,
  messageText,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { makeWav } from '../worker/audio/wav-files.ts';

const getApp = sharedApp({ processes: ['server', 'worker', 'bot'] });

const PART_BYTES = 5 * 1_024 ** 2;
const TUS = { 'tus-resumable': '1.0.0' };
const CONTENT = { 'content-type': 'application/offset+octet-stream' };

/** A sound that is several parts long. */
const wav = makeWav(70);

async function createFixture() {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const visitor = createHttpVisitor(app.url, app.discord.url);
  await visitor.logIn(label.artist);
  const receipt = await submitDemo(app, label, { trackUrl: '' });
  const link = new URL(findLink(receipt));
  const request = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Buffer,
    { url = app.url, cookie = visitor.cookie() } = {},
  ) =>
    fetch(new URL(path, url), {
      method,
      headers: { ...TUS, origin: app.url, cookie, ...headers },
      redirect: 'manual',
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const files = `${link.pathname}/files`;
  return {
    app,
    label,
    visitor,
    receipt,
    page: link.pathname,
    request,
    create: (name: string, sizeBytes: number) =>
      request('POST', files, {
        'upload-length': String(sizeBytes),
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
      }),
    send: (page: string) =>
      visitor.post(page, { intent: 'send', requestId: `test-${link.pathname.slice(-12)}` }),
    waitForCard: (contains: string) =>
      waitForMessage(app, { channelId: label.staffChannel, contains }),
  };
}

/** The address of the message's link button. */
const findLink = (message: unknown): string =>
  /"url":"(http[^"]*\/upload\/[^"]*)"/.exec(JSON.stringify(message))?.[1] ?? '';

/** Sends a part of a request's body, and loses the connection once the server has recorded it. */
async function sendHalf(
  t: ExecutionContext,
  options: { url: string; path: string; cookie: string; origin: string; content: Buffer },
  isRecorded: () => Promise<boolean>,
): Promise<void> {
  const { hostname, port } = new URL(options.url);
  const socket = connect(Number(port), hostname);
  t.teardown(() => socket.destroy());
  const head = [
    `PATCH ${options.path} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    `origin: ${options.origin}`,
    `cookie: ${options.cookie}`,
    'tus-resumable: 1.0.0',
    'content-type: application/offset+octet-stream',
    'upload-offset: 0',
    `content-length: ${options.content.length}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(options.content.subarray(0, PART_BYTES + 100_000));
  while (!(await isRecorded()));
  socket.destroy();
}

test('a file whose upload is cut goes on at another server, and is heard', async (t) => {
  const fixture = await createFixture();
  const { app, page, request, create, visitor, send, waitForCard, label } = fixture;
  t.regex(messageText(fixture.receipt), /One step left[\s\S]*Nothing is sent before that/);
  const created = await create('masters/glass.wav', wav.length);
  t.is(created.status, 201);
  const path = created.headers.get('location') ?? '';
  t.regex(path, /^\/upload\/[0-9]+\/[0-9a-f-]{36}\/files\/[0-9a-f-]{36}$/);
  const port = await findEphemeralPort();
  const second = await runServer({ ...app.env, PORT: port }, app.log, new AbortController().signal);
  t.teardown(() => second?.stop());

  const offsetAt = async (url: string) =>
    Number((await request('HEAD', path, {}, undefined, { url })).headers.get('upload-offset'));
  const half = { path, cookie: visitor.cookie(), origin: app.url, content: wav };
  // Not by HEAD, by which a client says that it goes on: it ends a request that still receives.
  const isRecorded = () =>
    app.tenancy.read(label.guildId, async (db) => {
      const row = await db.table('uploads').where('name', 'glass.wav').first('received_bytes');
      return Number(row?.received_bytes) > 0;
    });
  await sendHalf(t, { url: app.url, ...half }, isRecorded);
  const url = `http://127.0.0.1:${port}`;
  t.is(await offsetAt(url), PART_BYTES);
  const early = await request('PATCH', path, { ...CONTENT, 'upload-offset': '7' }, wav, { url });
  t.is(early.status, 409);
  const rest = wav.subarray(PART_BYTES);
  const headers = { ...CONTENT, 'upload-offset': String(PART_BYTES) };
  const resumed = await request('PATCH', path, headers, rest, { url });
  t.is(resumed.status, 204);
  t.is(resumed.headers.get('upload-offset'), String(wav.length));

  t.regex((await send(page)).text, /Demo #1 is in/);
  await waitForCard('glass.wav · 1:10');
  const [file] = await app.tenancy.read(label.guildId, (db) => db.table('files').select());
  t.like(file, { state: 'ready', origin: 'upload', format: 'wav' });
  t.is(file?.sha256, createHash('sha256').update(wav).digest('hex'));
  // Sent once, however often the form is.
  t.regex((await send(page)).text, /Demo #1 is in/);
  t.is((await request('HEAD', path)).status, 410);
});

test('files are added to a demo that was sent, from its receipt', async (t) => {
  const { app, label, request, visitor, send, waitForCard } = await createFixture();
  const receipt = await submitDemo(app, label);
  const added = await pressButton(app, label.artist, receipt, 'upload:add:1');
  t.regex(messageText(added), /Add files to demo #1/);
  const { pathname } = new URL(findLink(added));
  t.regex((await visitor.get(pathname)).text, /Files for “Glass Horizon”/);
  const content = makeWav(2);
  const created = await request('POST', `${pathname}/files`, {
    'upload-length': String(content.length),
    'upload-metadata': `filename ${Buffer.from('mix.wav').toString('base64')}`,
  });
  const path = created.headers.get('location') ?? '';
  const patched = await request('PATCH', path, { ...CONTENT, 'upload-offset': '0' }, content);
  t.is(patched.status, 204);
  t.regex((await send(pathname)).text, /Added to demo #1/);
  await waitForCard('mix.wav · 0:02');
});

test('what would not be kept is refused with its reason, and leaves nothing', async (t) => {
  const { app, label, create, request } = await createFixture();
  const reasonOf = async (response: Response) =>
    `${response.status} ${((await response.json()) as { problem: string }).problem}`;
  t.is(await reasonOf(await create('glass.wav', 500_000_001)), '413 file.too_large');
  t.is(await reasonOf(await create('glass.exe', 10)), '415 file.type');
  t.is(await reasonOf(await create('glass.wav', 0)), '422 file.empty');
  const content = randomBytes(8 * 1_024 ** 2);
  content.write('MZ');
  const path = (await create('glass.wav', content.length)).headers.get('location') ?? '';
  const refused = await request('PATCH', path, { ...CONTENT, 'upload-offset': '0' }, content);
  t.is(await reasonOf(refused), '415 file.type');
  t.is((await request('HEAD', path)).status, 404);
  const small = (await create('glass.wav', wav.length)).headers.get('location') ?? '';
  const headers = { ...CONTENT, 'upload-offset': '0' };
  const piece = await request('PATCH', small, headers, wav.subarray(0, 100_000));
  t.is(piece.status, 400);
  t.is((await request('DELETE', small)).status, 204);
  await app.tenancy.read(label.guildId, async (db) => {
    t.deepEqual(await db.table('uploads').whereNull('removed_at').select(), []);
    t.deepEqual(await db.table('files').select(), []);
  });
});

test('only the artist who started an upload reaches it, from our own pages', async (t) => {
  const { app, label, page, create, request, visitor } = await createFixture();
  const path = (await create('glass.wav', 1_000)).headers.get('location') ?? '';
  const content = randomBytes(1_000);
  for (const personId of [label.secondArtist, label.staff]) {
    const other = createHttpVisitor(app.url, app.discord.url);
    await other.logIn(personId);
    const cookie = other.cookie();
    t.is((await other.get(page)).status, 404);
    t.is((await request('HEAD', path, {}, undefined, { cookie })).status, 404);
    const headers = { ...CONTENT, 'upload-offset': '0' };
    t.is((await request('PATCH', path, headers, content, { cookie })).status, 404);
  }
  t.is((await request('HEAD', path, {}, undefined, { cookie: '' })).status, 404);
  const foreign = await request('DELETE', path, { origin: 'https://evil.example' });
  t.is(foreign.status, 403);
  t.is((await request('HEAD', path)).status, 200);
  t.is((await visitor.get(page)).status, 200);
});
