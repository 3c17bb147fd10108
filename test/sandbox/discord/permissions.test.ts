import test from 'ava';
import { PermissionFlagsBits as P } from 'discord.js';
import { createDiscordFixture, type DiscordFixture } from './discord-fixture.ts';

/** Takes permissions away from the bot, leaving what the row names. */
async function setPermissions(fixture: DiscordFixture, bits: bigint): Promise<void> {
  const { control, seed } = fixture;
  const server = await control.getServer({ serverId: seed.serverId });
  const managed = server.roles.find((role) => role.managed)!;
  await control.editRole({ serverId: seed.serverId, roleId: seed.serverId, permissions: '0' });
  await control.editRole({ serverId: seed.serverId, roleId: managed.id, permissions: bits });
}

const viewChannel = P.ViewChannel;
const readHistory = viewChannel | P.ReadMessageHistory;
const permissionCases: [
  name: string,
  granted: bigint,
  method: string,
  path: string,
  body: object | undefined,
  code: number | null,
][] = [
  ['a hidden channel', 0n, 'GET', '/channels/GENERAL', undefined, 50001],
  ['a visible channel', viewChannel, 'GET', '/channels/GENERAL', undefined, null],
  ['sending', viewChannel, 'POST', '/channels/GENERAL/messages', { content: 'a' }, 50013],
  [
    'sending, allowed',
    viewChannel | P.SendMessages,
    'POST',
    '/channels/GENERAL/messages',
    { content: 'a' },
    null,
  ],
  [
    'reading one message',
    viewChannel,
    'GET',
    '/channels/GENERAL/messages/MESSAGE',
    undefined,
    50013,
  ],
  ['reading, allowed', readHistory, 'GET', '/channels/GENERAL/messages/MESSAGE', undefined, null],
  [
    'deleting another’s',
    readHistory,
    'DELETE',
    '/channels/GENERAL/messages/MESSAGE',
    undefined,
    50013,
  ],
  [
    'editing another’s',
    readHistory | P.ManageMessages,
    'PATCH',
    '/channels/GENERAL/messages/MESSAGE',
    { content: 'b' },
    50005,
  ],
  [
    'pinning',
    readHistory | P.ManageMessages,
    'PUT',
    '/channels/GENERAL/messages/pins/MESSAGE',
    undefined,
    50013,
  ],
  [
    'pinning, allowed',
    readHistory | P.PinMessages,
    'PUT',
    '/channels/GENERAL/messages/pins/MESSAGE',
    undefined,
    null,
  ],
  [
    'a private thread',
    viewChannel | P.CreatePublicThreads,
    'POST',
    '/channels/GENERAL/threads',
    { name: 'a', type: 12 },
    50013,
  ],
  [
    'a private thread, allowed',
    viewChannel | P.CreatePrivateThreads,
    'POST',
    '/channels/GENERAL/threads',
    { name: 'a', type: 12 },
    null,
  ],
  [
    'a public thread',
    viewChannel | P.CreatePrivateThreads,
    'POST',
    '/channels/GENERAL/threads',
    { name: 'a', type: 11 },
    50013,
  ],
  ['editing a channel', viewChannel, 'PATCH', '/channels/GENERAL', { name: 'a' }, 50013],
  ['making a channel', viewChannel, 'POST', '/guilds/SERVER/channels', { name: 'a' }, 50013],
  ['its own nickname', viewChannel, 'PATCH', '/guilds/SERVER/members/@me', { nick: 'a' }, 50013],
  [
    'its own nickname, allowed',
    viewChannel | P.ChangeNickname,
    'PATCH',
    '/guilds/SERVER/members/@me',
    { nick: 'a' },
    null,
  ],
  ['its own text', viewChannel, 'PATCH', '/guilds/SERVER/members/@me', { bio: 'a' }, null],
  ['all members', viewChannel, 'GET', '/guilds/SERVER/members?limit=10', undefined, 50001],
  [
    'an administrator',
    P.Administrator,
    'DELETE',
    '/channels/GENERAL/messages/MESSAGE',
    undefined,
    null,
  ],
  ['a channel that is not', P.Administrator, 'GET', '/channels/1', undefined, 10003],
  [
    'a message that is not',
    P.Administrator,
    'GET',
    '/channels/GENERAL/messages/1',
    undefined,
    10008,
  ],
  ['a person that is not', P.Administrator, 'GET', '/users/1', undefined, 10013],
  [
    'a stranger as member',
    P.Administrator,
    'GET',
    '/guilds/SERVER/members/STRANGER',
    undefined,
    10007,
  ],
  ['a server that is not', P.Administrator, 'GET', '/guilds/1', undefined, 10004],
  [
    'a DM with a bot',
    P.Administrator,
    'POST',
    '/users/@me/channels',
    { recipient_id: 'BOT' },
    50033,
  ],
];

test('each act needs its permission', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  const channelId = seed.channels['general']!;
  const stranger = await control.createPerson({ username: 'stranger' });
  for (const [name, granted, method, path, body, code] of permissionCases) {
    const message = await control.sendMessage({
      personId: seed.people.owner,
      channelId,
      content: 'a',
    });
    await setPermissions(fixture, granted);
    const fillPlaceholders = (text: string) =>
      text
        .replace('GENERAL', channelId)
        .replace('MESSAGE', message.id)
        .replace('SERVER', seed.serverId)
        .replace('STRANGER', stranger.id)
        .replace('BOT', seed.application.id);
    const filledBody = body && JSON.parse(fillPlaceholders(JSON.stringify(body)));
    const response = await fixture.api(method, fillPlaceholders(path), filledBody);
    if (code === null) t.true(response.status < 300, `${name}: ${JSON.stringify(response.body)}`);
    else t.is(response.body?.code, code, name);
  }
});

test('overwrites: everyone, then roles together, then the member', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed, api } = fixture;
  const server = await control.getServer({ serverId: seed.serverId });
  const bot = server.roles.find((role) => role.managed)!.id;
  const channelId = seed.channels['general']!;
  const staff = seed.roles['Staff']!;
  await control.editMember({
    serverId: seed.serverId,
    personId: seed.application.id,
    roles: [bot, staff],
  });
  const send = String(P.SendMessages);
  const overwriteCases: [object[], number][] = [
    [[{ id: seed.serverId, type: 0, deny: send }], 50013],
    [
      [
        { id: seed.serverId, type: 0, deny: send },
        { id: bot, type: 0, allow: send },
      ],
      200,
    ],
    [
      [
        { id: bot, type: 0, allow: send },
        { id: seed.application.id, type: 1, deny: send },
      ],
      50013,
    ],
    [
      [
        { id: bot, type: 0, deny: send },
        { id: seed.application.id, type: 1, allow: send },
      ],
      200,
    ],
    [
      [
        { id: staff, type: 0, deny: send },
        { id: bot, type: 0, allow: send },
      ],
      200,
    ],
    [[{ id: seed.serverId, type: 0, deny: String(P.ViewChannel) }], 50001],
  ];
  for (const [overwrites, expected] of overwriteCases) {
    await control.editChannel({ channelId, overwrites: overwrites as never });
    const response = await api('POST', `/channels/${channelId}/messages`, { content: 'a' });
    t.is(response.status === 200 ? 200 : response.body.code, expected, JSON.stringify(overwrites));
  }
});

test('DMs: closed, blocked, no server in common, opened too fast', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed, api } = fixture;
  const openDm = (id: string) => api('POST', '/users/@me/channels', { recipient_id: id });
  const { artist } = seed.people;
  const dm = (await openDm(artist)).body.id;
  t.is((await openDm(artist)).body.id, dm);
  const send = async () =>
    (await api('POST', `/channels/${dm}/messages`, { content: 'a' })).body.code ?? 200;
  t.is(await send(), 200);
  await control.editPerson({ personId: artist, dmsClosed: true });
  t.is(await send(), 50007);
  await control.editPerson({ personId: artist, dmsClosed: false, blocked: [seed.application.id] });
  t.is(await send(), 50007);
  await control.editPerson({ personId: artist, blocked: [], dmsClosedForServers: [seed.serverId] });
  t.is(await send(), 50007);
  await control.editPerson({ personId: artist, dmsClosedForServers: [] });
  t.is(await send(), 200);
  await control.leave({ serverId: seed.serverId, personId: artist });
  t.is(await send(), 50278);
  await t.throwsAsync(
    control.sendDm({ personId: artist, userId: seed.application.id, content: 'x' }),
    {
      message: 'Your message could not be delivered.',
    },
  );
  await control.setRules({ dmOpenings: 2 });
  t.is((await openDm(seed.people.staff)).status, 200);
  t.is((await openDm(seed.people.owner)).body.code, 40003);
  await control.advanceClock({ ms: 60_001 });
  t.is((await openDm(seed.people.owner)).status, 200);
});
