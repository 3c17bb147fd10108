import test, { type ExecutionContext } from 'ava';
import { formErrors, makeWorld } from './helpers.ts';

const V2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const button = (more: object = {}) => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: 'go',
  ...more,
});
const row = (...components: unknown[]) => ({ type: 1, components });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: 's',
  options: [{ label: 'A', value: 'a' }],
  ...more,
});
const long = (n: number) => 'x'.repeat(n);

const refused: [name: string, body: object, ...errors: string[]][] = [
  ['content of 2,001', { content: long(2001) }, 'content: BASE_TYPE_MAX_LENGTH'],
  ['an embed without anything', { embeds: [{}] }, 'embeds.0.description: BASE_TYPE_REQUIRED'],
  ['eleven embeds', { embeds: Array(11).fill({ title: 'a' }) }, 'embeds: BASE_TYPE_MAX_LENGTH'],
  [
    'a long embed title',
    { embeds: [{ title: long(257) }] },
    'embeds.0.title: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'an empty embed field',
    { embeds: [{ fields: [{ name: '', value: 'v' }] }] },
    'embeds.0.fields.0.name: BASE_TYPE_REQUIRED',
  ],
  [
    'embeds of more than 6,000 together',
    { embeds: [{ description: long(4000) }, { description: long(2001) }] },
    'embeds: MAX_EMBED_SIZE_EXCEEDED',
  ],
  [
    'an embed address of another scheme',
    { embeds: [{ title: 'a', url: 'javascript://x' }] },
    'embeds.0.url: URL_TYPE_INVALID_SCHEME',
  ],
  ['a nonce of 26', { content: 'a', nonce: long(26) }, 'nonce: BASE_TYPE_MAX_LENGTH'],
  [
    'six rows',
    {
      content: 'a',
      components: Array.from({ length: 6 }, (_, n) => row(button({ custom_id: `b${n}` }))),
    },
    'components: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'six buttons in a row',
    {
      content: 'a',
      components: [row(...Array.from({ length: 6 }, (_, n) => button({ custom_id: `b${n}` })))],
    },
    'components.0.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'an empty row',
    { content: 'a', components: [row()] },
    'components.0.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'the same custom_id twice',
    { content: 'a', components: [row(button(), button())] },
    'components.0.components.1.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a custom_id of 101',
    { content: 'a', components: [row(button({ custom_id: long(101) }))] },
    'components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a button without custom_id',
    { content: 'a', components: [row({ type: 2, style: 1, label: 'x' })] },
    'components.0.components.0.custom_id: BASE_TYPE_REQUIRED',
  ],
  [
    'a link button without address',
    { content: 'a', components: [row({ type: 2, style: 5, label: 'x' })] },
    'components.0.components.0.url: BASE_TYPE_REQUIRED',
  ],
  [
    'a select beside a button',
    { content: 'a', components: [row(button(), select())] },
    'components.0.components: COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  ],
  [
    'a select value twice',
    {
      content: 'a',
      components: [
        row(
          select({
            options: [
              { label: 'A', value: 'a' },
              { label: 'B', value: 'a' },
            ],
          }),
        ),
      ],
    },
    'components.0.components.0.options.1: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  ],
  [
    '26 options',
    {
      content: 'a',
      components: [
        row(
          select({
            options: Array.from({ length: 26 }, (_, n) => ({ label: 'A', value: `${n}` })),
          }),
        ),
      ],
    },
    'components.0.components.0.options: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'more to choose than there is',
    { content: 'a', components: [row(select({ min_values: 2, max_values: 2 }))] },
    'components.0.components.0.options: SELECT_COMPONENT_TOO_FEW_OPTIONS',
  ],
  [
    'a text input in a message',
    { content: 'a', components: [row({ type: 4, custom_id: 't', style: 1, label: 'x' })] },
    'components.0.components.0.type: UNION_TYPE_CHOICES',
  ],
  [
    'a text display without the flag',
    { content: 'a', components: [text('hi')] },
    'components.0.type: UNION_TYPE_CHOICES',
  ],
  [
    'content with Components V2',
    { content: 'a', flags: V2, components: [text('hi')] },
    'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    'embeds with Components V2',
    { embeds: [{ title: 'a' }], flags: V2, components: [text('hi')] },
    'embeds: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    '41 components, nested ones counted',
    {
      flags: V2,
      components: [
        { type: 17, components: Array(20).fill(text('a')) },
        ...Array(20).fill(text('a')),
      ],
    },
    'components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  [
    '4,001 characters of text',
    { flags: V2, components: [text(long(4000)), text('a')] },
    'components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  ],
  [
    'a section without accessory',
    { flags: V2, components: [{ type: 9, components: [text('a')] }] },
    'components.0.accessory: BASE_TYPE_REQUIRED',
  ],
  [
    'a section of four texts',
    {
      flags: V2,
      components: [{ type: 9, components: Array(4).fill(text('a')), accessory: button() }],
    },
    'components.0.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a container in a container',
    { flags: V2, components: [{ type: 17, components: [{ type: 17, components: [text('a')] }] }] },
    'components.0.components.0.type: UNION_TYPE_CHOICES',
  ],
  [
    'a file that was not sent',
    { flags: V2, components: [{ type: 13, file: { url: 'attachment://a.mp3' } }] },
    'components.0.file.url: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  ],
  [
    'a file at an address',
    { flags: V2, components: [{ type: 13, file: { url: 'https://example.com/a.mp3' } }] },
    'components.0.file.url: URL_TYPE_INVALID_SCHEME',
  ],
  [
    'the same component id twice',
    {
      flags: V2,
      components: [
        { ...text('a'), id: 7 },
        { ...text('b'), id: 7 },
      ],
    },
    'components.1.id: COMPONENT_ID_DUPLICATED',
  ],
  [
    'allowed_mentions that contradict themselves',
    { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
    'allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  [
    'an unknown kind of mention',
    { content: 'a', allowed_mentions: { parse: ['channels'] } },
    'allowed_mentions.parse.0: BASE_TYPE_CHOICES',
  ],
  [
    'two mistakes at once',
    { content: long(2001), embeds: [{ title: long(300) }] },
    'content: BASE_TYPE_MAX_LENGTH',
    'embeds.0.title: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a reply to nothing',
    { content: 'a', message_reference: { message_id: '1' } },
    'message_reference: REPLIES_UNKNOWN_MESSAGE',
  ],
  [
    'an attachment that was not sent',
    { content: 'a', attachments: [{ id: 0, filename: 'a.txt' }] },
    'attachments.0.id: ATTACHMENT_NOT_FOUND',
  ],
];

test('a message is refused for each mistake, at its path', async (t) => {
  const world = await makeWorld(t);
  const path = `/channels/${world.seed.channels['general']}/messages`;
  for (const [name, body, ...errors] of refused) {
    const answer = await world.api('POST', path, body);
    t.is(answer.status, 400, name);
    t.is(answer.body.code, 50035, name);
    t.is(answer.body.message, 'Invalid Form Body', name);
    t.deepEqual(formErrors(answer.body), errors, name);
  }
  t.is((await world.api('GET', path)).body.length, 0);
});

test('lengths are counted in characters, and the words are Discord’s', async (t) => {
  const world = await makeWorld(t);
  const path = `/channels/${world.seed.channels['general']}/messages`;
  t.is((await world.api('POST', path, { content: '🎧'.repeat(2000) })).status, 200);
  const answer = await world.api('POST', path, {
    content: 'a',
    components: [row(button({ custom_id: long(101) }))],
  });
  t.deepEqual(answer.body.errors.components[0].components[0].custom_id._errors, [
    { code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
  ]);
});

test('empty messages, bad JSON and oversized texts have their own answers', async (t) => {
  const world = await makeWorld(t);
  const path = `/channels/${world.seed.channels['general']}/messages`;
  for (const body of [{}, { content: '  ' }, { flags: V2, components: [] }])
    t.is((await world.api('POST', path, body)).body.code, 50006);
  const raw = await fetch(`${world.discord.url}/api/v10${path}`, {
    method: 'POST',
    body: '{nope',
    headers: { authorization: 'Bot the-token', 'content-type': 'application/json' },
  });
  t.is(((await raw.json()) as { code: number }).code, 50109);
  const heavy = { flags: V2, components: [text('漢'.repeat(3500))] };
  t.is((await world.api('POST', path, heavy)).status, 500);
});

test('component ids are kept when given and made when not', async (t) => {
  const world = await makeWorld(t);
  const path = `/channels/${world.seed.channels['general']}/messages`;
  const { body } = await world.api('POST', path, {
    flags: V2,
    components: [
      { type: 17, components: [{ ...text('a'), id: 2 }, { type: 14 }, row(button())] },
      { type: 12, items: [{ media: { url: 'https://example.com/a.png' } }] },
    ],
  });
  const [container, gallery] = body.components;
  t.deepEqual(
    [container.id, ...container.components.map((item: { id: number }) => item.id), gallery.id],
    [1, 2, 3, 4, 6],
  );
  t.deepEqual(container.components[1], { type: 14, id: 3, divider: true, spacing: 1 });
});

test('a message that became Components V2 stays so', async (t) => {
  const world = await makeWorld(t);
  const path = `/channels/${world.seed.channels['general']}/messages`;
  const { body } = await world.api('POST', path, { content: 'old', embeds: [{ title: 'old' }] });
  const edit = (change: object) => world.api('PATCH', `${path}/${body.id}`, change);
  const half = await edit({ flags: V2, components: [text('new')] });
  t.deepEqual(formErrors(half.body), [
    'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    'embeds: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ]);
  const whole = await edit({ flags: V2, components: [text('new')], content: null, embeds: [] });
  t.is(whole.status, 200);
  t.is((await edit({ flags: 0, components: [text('newer')] })).body.flags & V2, V2);
  t.is((await edit({ content: 'back' })).body.code, 50035);
});

test('who is pinged is what allowed_mentions and permissions leave', async (t) => {
  const world = await makeWorld(t);
  const { seed, control } = world;
  const path = `/channels/${seed.channels['general']}/messages`;
  const content = `<@${seed.people.artist}> <@&${seed.roles['Staff']}> <@&${seed.roles['Artist']}> @everyone`;
  const pings = async (more: object) => {
    const { body } = await world.api('POST', path, { content, ...more });
    return [body.mentions.length, body.mention_roles.length, body.mention_everyone];
  };
  t.deepEqual(await pings({}), [1, 2, true]);
  t.deepEqual(await pings({ allowed_mentions: { parse: [] } }), [0, 0, false]);
  t.deepEqual(await pings({ allowed_mentions: { users: [seed.people.artist] } }), [1, 0, false]);
  t.deepEqual(await pings({ allowed_mentions: { roles: [seed.roles['Staff']] } }), [0, 1, false]);
  const everyone = BigInt(
    (await control.getServer({ serverId: seed.serverId })).roles[0]!.permissions,
  );
  await control.editRole({
    serverId: seed.serverId,
    roleId: seed.serverId,
    permissions: everyone & ~(1n << 17n),
  });
  t.deepEqual(await pings({}), [1, 1, false], 'Staff alone is mentionable without the permission');
  const v2 = await world.api('POST', path, {
    flags: V2,
    components: [text(`<@${seed.people.artist}>`)],
  });
  t.is(v2.body.mentions.length, 1);
});

async function upload(t: ExecutionContext, size: number) {
  const world = await makeWorld(t);
  const form = new FormData();
  form.set('payload_json', JSON.stringify({ attachments: [{ id: 0, description: 'a demo' }] }));
  form.set(
    'files[0]',
    new Blob([Buffer.alloc(size, 1)], { type: 'audio/mpeg' }),
    'my demo (1).mp3',
  );
  const answer = await world.api(
    'POST',
    `/channels/${world.seed.channels['general']}/messages`,
    form,
  );
  return { world, answer };
}

test('files: names are made safe, links are signed and expire, edits keep or drop them', async (t) => {
  const { world, answer } = await upload(t, 1000);
  const [file] = answer.body.attachments;
  t.is(file.filename, 'my_demo_1.mp3');
  t.is(file.description, 'a demo');
  t.is(file.size, 1000);
  const got = await fetch(file.url);
  t.is(got.headers.get('content-type'), 'audio/mpeg');
  t.is((await got.arrayBuffer()).byteLength, 1000);
  t.is((await fetch(file.url.replace(/hm=./, 'hm=0').replace(/hm=0./, 'hm=ff'))).status, 404);
  t.is((await fetch(file.url.split('?')[0])).status, 404);
  await world.control.advanceClock({ ms: 25 * 3_600_000 });
  t.is((await fetch(file.url)).status, 404);
  const path = `/channels/${answer.body.channel_id}/messages/${answer.body.id}`;
  const fresh = await world.api('GET', path);
  t.is((await fetch(fresh.body.attachments[0].url)).status, 200);
  t.is((await world.api('PATCH', path, { content: 'kept' })).body.attachments.length, 1);
  t.is((await world.api('PATCH', path, { attachments: [] })).body.attachments.length, 0);
  t.is((await fetch(fresh.body.attachments[0].url)).status, 404);
});

test('a file above 10 MiB is too large', async (t) => {
  const { answer } = await upload(t, 10 * 1024 * 1024 + 1);
  t.is(answer.status, 413);
  t.is(answer.body.code, 40005);
});

test('old messages can be edited only so often', async (t) => {
  const world = await makeWorld(t);
  const path = `/channels/${world.seed.channels['general']}/messages`;
  const { body } = await world.api('POST', path, { content: 'a' });
  const edit = () => world.api('PATCH', `${path}/${body.id}`, { content: `${Math.random()}` });
  await world.control.setRules({ lateEditsPerHour: 2 });
  for (let n = 0; n < 5; n++) t.is((await edit()).status, 200);
  await world.control.advanceClock({ ms: 3_600_001 });
  t.deepEqual([(await edit()).status, (await edit()).status], [200, 200]);
  const late = await edit();
  t.is(late.status, 429);
  t.is(late.body.code, 30046);
  t.true(late.body.retry_after > 3500);
});

test('pages of messages: before, after, around', async (t) => {
  const world = await makeWorld(t);
  const path = `/channels/${world.seed.channels['general']}/messages`;
  const ids: string[] = [];
  for (let n = 0; n < 7; n++)
    ids.push((await world.api('POST', path, { content: `${n}` })).body.id);
  const page = async (query: string) =>
    (await world.api('GET', `${path}?${query}`)).body
      .map((message: { content: string }) => message.content)
      .join('');
  t.is(await page('limit=3'), '654');
  t.is(await page(`limit=2&before=${ids[3]}`), '21');
  t.is(await page(`limit=2&after=${ids[3]}`), '54');
  t.is(await page(`limit=3&around=${ids[3]}`), '432');
  t.is((await world.api('GET', `${path}?limit=101`)).body.code, 50035);
});
