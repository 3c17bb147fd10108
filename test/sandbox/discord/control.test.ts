import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { Events } from 'discord.js';
import { operations } from '../../../sandbox/discord/control/index.ts';
import { startLocalDiscord } from '../../../sandbox/discord/index.ts';
import {
  createApiClient,
  createDiscordFixture,
  startTestBot,
  USER_AGENT,
} from './discord-fixture.ts';

test('the same by HTTP: create, send, read, refuse, wait', async (t) => {
  const { discord, seed } = await createDiscordFixture(t);
  const callControl = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${discord.url}/control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, body: await response.json() } as {
      status: number;
      body: never;
    };
  };
  const { artist } = seed.people;
  const general = seed.channels['general'];
  t.like(await callControl('POST', '/people', { username: 'new' }), {
    status: 200,
    body: { username: 'new' },
  });
  t.like(await callControl('POST', '/people', {}), {
    status: 400,
    body: { error: { code: 'INVALID' } },
  });
  t.like(await callControl('GET', '/nothing'), {
    status: 404,
    body: { error: { code: 'NO_SUCH_CALL' } },
  });
  const waiting = callControl('POST', '/wait', {
    channelId: general,
    contains: 'hello',
    timeoutMs: 5000,
  });
  await callControl('POST', `/people/${artist}/channels/${general}/messages`, {
    content: 'hello there',
  });
  t.like(await waiting, { status: 200, body: { content: 'hello there' } });
  t.like(await callControl('GET', `/people/${artist}/channels/${general}/messages?limit=1`), {
    body: [{ content: 'hello there' }],
  });
  t.like(
    await callControl('POST', '/wait', { channelId: general, contains: 'never', timeoutMs: 10 }),
    {
      status: 408,
      body: { error: { code: 'TIMEOUT' } },
    },
  );
  t.is(
    (await callControl('GET', `/people/${artist}/channels/${seed.channels['staff']}/messages`))
      .status,
    404,
  );
  const overview = (await callControl('GET', `/people/${artist}/overview`)).body as {
    servers: { channels: { name: string }[] }[];
  };
  t.deepEqual(
    overview.servers[0]!.channels.map((channel) => channel.name),
    ['welcome', 'general', 'demos', 'approved'],
  );
});

test('pages of other sites cannot call it', async (t) => {
  const { discord } = await createDiscordFixture(t);
  const callControl = (origin: string) =>
    fetch(`${discord.url}/control/people`, { headers: { origin } });
  t.is((await callControl('https://evil.example')).status, 403);
  t.is((await callControl(discord.url)).status, 200);
});

test('files come by multipart as well', async (t) => {
  const { discord, seed } = await createDiscordFixture(t);
  const form = new FormData();
  form.set('payload_json', JSON.stringify({ content: 'listen', files: [{ upload: '0' }] }));
  form.set('files[0]', new Blob(['la la'], { type: 'audio/mpeg' }), 'la.mp3');
  const response = await fetch(
    `${discord.url}/control/people/${seed.people.artist}/channels/${seed.channels['general']}/messages`,
    { method: 'POST', body: form },
  );
  const message = (await response.json()) as { attachments: { url: string; filename: string }[] };
  t.is(message.attachments[0]!.filename, 'la.mp3');
  t.is(await (await fetch(message.attachments[0]!.url)).text(), 'la la');
});

test('the event stream of a person: what they may see, nothing else', async (t) => {
  const { discord, control, seed, api } = await createDiscordFixture(t);
  const abortController = new AbortController();
  t.teardown(() => abortController.abort());
  const response = await fetch(`${discord.url}/control/events?person=${seed.people.artist}`, {
    signal: abortController.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const readUntil = async (part: string) => {
    while (!text.includes(part)) text += (await reader.read()).value;
  };
  await readUntil('event: ready');
  await api('POST', `/channels/${seed.channels['staff']}/messages`, { content: 'not for artists' });
  const { body } = await api('POST', `/channels/${seed.channels['general']}/messages`, {
    content: 'for all',
  });
  await api('PATCH', `/channels/${seed.channels['general']}/messages/${body.id}`, {
    content: 'changed',
  });
  await api('DELETE', `/channels/${seed.channels['general']}/messages/${body.id}`);
  await control.sendDm({
    personId: seed.people.artist,
    userId: seed.application.id,
    content: 'dm',
  });
  await readUntil('"content":"dm"');
  t.deepEqual(
    [...text.matchAll(/^event: (\w+)/gm)].map((match) => match[1]),
    ['ready', 'message_create', 'message_update', 'message_delete', 'dm_create', 'message_create'],
  );
  t.false(text.includes('not for artists'));
});

test('waiting for edits, deletions, threads, DMs to be opened', async (t) => {
  const { control, seed, api } = await createDiscordFixture(t);
  const channelId = seed.channels['general']!;
  const path = `/channels/${channelId}/messages`;
  const { body } = await api('POST', path, {
    flags: 1 << 15,
    components: [{ type: 10, content: 'Pending' }],
  });
  t.is((await control.wait({ channelId, contains: 'Pending' })).id, body.id);
  const edited = control.wait({
    channelId,
    messageId: body.id,
    contains: 'Approved',
    lacks: 'Pending',
  });
  await api('PATCH', `${path}/${body.id}`, { components: [{ type: 10, content: 'Approved' }] });
  t.is((await edited).id, body.id);
  const deleted = control.waitForDeletion({ channelId, messageId: body.id });
  await api('DELETE', `${path}/${body.id}`);
  t.is((await deleted).id, body.id);
  const thread = control.waitForThread({ channelId, contains: '#7' });
  await api('POST', `/channels/${channelId}/threads`, { name: '#7 demo', type: 12 });
  t.is(((await thread) as { name?: string }).name, '#7 demo');
  const dm = control.wait({
    personId: seed.people.artist,
    botId: seed.application.id,
    contains: 'hi',
  });
  const opened = await api('POST', '/users/@me/channels', { recipient_id: seed.people.artist });
  await api('POST', `/channels/${opened.body.id}/messages`, { content: 'hi' });
  t.is((await dm).content, 'hi');
});

test('entitlements: granted, listed, carried by interactions, expired; webhook events are signed', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed, api } = fixture;
  const bodies: { signed: boolean; type: string }[] = [];
  const key = createPublicKey({
    key: Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(seed.application.publicKey, 'hex'),
    ]),
    format: 'der',
    type: 'spki',
  });
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex');
    const signed = verify(
      null,
      Buffer.from(request.headers['x-signature-timestamp'] + body),
      key,
      signature,
    );
    bodies.push({ signed, type: JSON.parse(body).event.type });
    response.writeHead(204).end();
    receiver.emit('received');
  }).listen(0, '127.0.0.1');
  t.teardown(() => receiver.close());
  await once(receiver, 'listening');
  await control.editApplication({
    applicationId: seed.application.id,
    skus: [{ id: '77', name: 'Pro' }],
    eventWebhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
  });
  const bot = await startTestBot(t, fixture);
  const created = once(bot, Events.EntitlementCreate);
  const received = once(receiver, 'received');
  const granted = await control.grantEntitlement({
    applicationId: seed.application.id,
    skuId: '77',
    serverId: seed.serverId,
  });
  t.is((await created)[0].skuId, '77');
  await received;
  t.deepEqual(bodies, [{ signed: true, type: 'ENTITLEMENT_CREATE' }]);
  const path = `/applications/${seed.application.id}`;
  t.is((await api('GET', `${path}/skus`)).body[0].name, 'Pro');
  const list = async (query = '') => (await api('GET', `${path}/entitlements${query}`)).body.length;
  t.is(await list(`?guild_id=${seed.serverId}`), 1);
  await bot.application.commands.set([{ name: 'plan', description: 'x' }]);
  const entitlementCounts: number[] = [];
  bot.on(Events.InteractionCreate, async (interaction) => {
    entitlementCounts.push(interaction.entitlements.size);
    if (interaction.isRepliable()) await interaction.reply('ok');
  });
  const run = () =>
    control.runCommand({
      personId: seed.people.owner,
      channelId: seed.channels['general']!,
      command: 'plan',
    });
  await run();
  const updated = once(bot, Events.EntitlementUpdate);
  await control.expireEntitlement({
    applicationId: seed.application.id,
    entitlementId: granted.id,
  });
  await updated;
  await run();
  t.deepEqual(entitlementCounts, [1, 0]);
  t.is(await list('?exclude_ended=true'), 0);
  t.is(await list(), 1);
});

test('two applications at once keep to themselves', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed, api } = fixture;
  const second = await control.createApplication({ name: 'Nightfall Bot', token: 'second' });
  await control.installBot({
    serverId: seed.serverId,
    applicationId: second.id,
    permissions: '3072',
  });
  const path = `/channels/${seed.channels['general']}/messages`;
  const mine = (await api('POST', path, { content: 'mine' })).body;
  t.is((await api('PATCH', `${path}/${mine.id}`, { content: 'x' }, 'Bot second')).body.code, 50005);
  t.is((await api('GET', '/users/@me', undefined, 'Bot second')).body.username, 'Nightfall Bot');
  await control.editApplication({ applicationId: second.id, token: 'third' });
  t.is((await api('GET', '/users/@me', undefined, 'Bot second')).status, 401);
  t.is((await api('GET', '/users/@me', undefined, 'Bot third')).status, 200);
});

test('everything but what lives only minutes is there after a restart', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'local-discord-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const options = { port: 0, dataFile: join(folder, 'state.json'), rateLimits: false };
  const first = await startLocalDiscord(options);
  const seed = await first.control.seed({ application: { token: 'the-token' } });
  const api = createApiClient(first);
  await api('PUT', `/applications/${seed.application.id}/commands`, [
    { name: 'submit', description: 'x' },
  ]);
  // Ids go on growing even when the new process's clock is behind.
  await first.control.advanceClock({ ms: 3_600_000 });
  const form = new FormData();
  form.set('payload_json', JSON.stringify({ content: 'kept' }));
  form.set('files[0]', new Blob(['bytes']), 'a.txt');
  const path = `/channels/${seed.channels['staff']}`;
  const message = (await api('POST', `${path}/messages`, form)).body;
  const thread = (await api('POST', `${path}/threads`, { name: 'kept', type: 12 })).body;
  await first.stop();

  const second = await startLocalDiscord(options);
  t.teardown(() => second.stop());
  const secondApi = createApiClient(second);
  const kept = (await secondApi('GET', `${path}/messages/${message.id}`)).body;
  t.is(kept.content, 'kept');
  t.is(await (await fetch(kept.attachments[0].url)).text(), 'bytes');
  t.is((await secondApi('GET', `/channels/${thread.id}`)).body.name, 'kept');
  t.is(
    (await secondApi('GET', `/applications/${seed.application.id}/commands`)).body[0].name,
    'submit',
  );
  const next = (await secondApi('POST', `${path}/messages`, { content: 'new' })).body;
  t.true(BigInt(next.id) > BigInt(thread.id));
  await second.control.editPerson({ personId: seed.people.artist, dmsClosed: true });
  t.is((await second.control.overview({ personId: seed.people.artist })).servers.length, 1);
});

test('reset forgets everything', async (t) => {
  const { control, discord } = await createDiscordFixture(t);
  await control.setRules({ activeThreads: 1 });
  await control.reset();
  t.deepEqual(await control.listPeople(), []);
  t.deepEqual(discord.requests, []);
  const seed = await control.seed({ application: { id: '42', token: 'x' }, serverId: '43' });
  t.is(seed.application.id, '42');
  t.is(seed.serverId, '43');
});

test('the process starts, serves and stops on SIGTERM', async (t) => {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, ['sandbox/discord/main.ts'], {
    env: { ...process.env, PORT: '0' },
  });
  t.teardown(() => child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const url = /http:\S+/.exec(String(line))![0];
  t.is(
    (await fetch(`${url}/api/v10/gateway`, { headers: { 'user-agent': USER_AGENT } })).status,
    200,
  );
  child.kill('SIGTERM');
  t.deepEqual(await once(child, 'exit'), [0, null]);
});

test('every call of the control API is documented as it is', async (t) => {
  const text = await readFile('sandbox/README.md', 'utf8');
  for (const [name, { method, path }] of Object.entries(operations))
    t.true(text.includes(`| \`${name}\` | \`${method} ${path}\` |`), name);
});
