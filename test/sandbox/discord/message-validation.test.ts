import test, { type ExecutionContext } from 'ava';
import { createDiscordFixture, formErrors, USER_AGENT } from './discord-fixture.ts';

const V2 = 1 << 15;
const createText = (content: string) => ({ type: 10, content });
const createButton = (overrides: object = {}) => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: 'go',
  ...overrides,
});
const createRow = (...components: unknown[]) => ({ type: 1, components });
const createSelect = (overrides: object = {}) => ({
  type: 3,
  custom_id: 's',
  options: [{ label: 'A', value: 'a' }],
  ...overrides,
});
const repeatX = (n: number) => 'x'.repeat(n);

const invalidMessages: [name: string, body: object, ...errors: string[]][] = [
  ['content of 2,001', { content: repeatX(2001) }, 'content: BASE_TYPE_MAX_LENGTH'],
  ['an embed without anything', { embeds: [{}] }, 'embeds.0.description: BASE_TYPE_REQUIRED'],
  ['eleven embeds', { embeds: Array(11).fill({ title: 'a' }) }, 'embeds: BASE_TYPE_MAX_LENGTH'],
  [
    'a long embed title',
    { embeds: [{ title: repeatX(257) }] },
    'embeds.0.title: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'an empty embed field',
    { embeds: [{ fields: [{ name: '', value: 'v' }] }] },
    'embeds.0.fields.0.name: BASE_TYPE_REQUIRED',
  ],
  [
    'embeds of more than 6,000 together',
    { embeds: [{ description: repeatX(4000) }, { description: repeatX(2001) }] },
    'embeds: MAX_EMBED_SIZE_EXCEEDED',
  ],
  [
    'an embed address of another scheme',
    { embeds: [{ title: 'a', url: 'javascript://x' }] },
    'embeds.0.url: URL_TYPE_INVALID_SCHEME',
  ],
  ['a nonce of 26', { content: 'a', nonce: repeatX(26) }, 'nonce: BASE_TYPE_MAX_LENGTH'],
  [
    'six rows',
    {
      content: 'a',
      components: Array.from({ length: 6 }, (_, n) =>
        createRow(createButton({ custom_id: `b${n}` })),
      ),
    },
    'components: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'six buttons in a row',
    {
      content: 'a',
      components: [
        createRow(...Array.from({ length: 6 }, (_, n) => createButton({ custom_id: `b${n}` }))),
      ],
    },
    'components.0.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'an empty row',
    { content: 'a', components: [createRow()] },
    'components.0.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'the same custom_id twice',
    { content: 'a', components: [createRow(createButton(), createButton())] },
    'components.0.components.1.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a custom_id of 101',
    { content: 'a', components: [createRow(createButton({ custom_id: repeatX(101) }))] },
    'components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a button without custom_id',
    { content: 'a', components: [createRow({ type: 2, style: 1, label: 'x' })] },
    'components.0.components.0.custom_id: BASE_TYPE_REQUIRED',
  ],
  [
    'a link button without address',
    { content: 'a', components: [createRow({ type: 2, style: 5, label: 'x' })] },
    'components.0.components.0.url: BASE_TYPE_REQUIRED',
  ],
  [
    'a select beside a button',
    { content: 'a', components: [createRow(createButton(), createSelect())] },
    'components.0.components: COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  ],
  [
    'a select value twice',
    {
      content: 'a',
      components: [
        createRow(
          createSelect({
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
        createRow(
          createSelect({
            options: Array.from({ length: 26 }, (_, n) => ({ label: 'A', value: `${n}` })),
          }),
        ),
      ],
    },
    'components.0.components.0.options: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'more to choose than there is',
    { content: 'a', components: [createRow(createSelect({ min_values: 2, max_values: 2 }))] },
    'components.0.components.0.options: SELECT_COMPONENT_TOO_FEW_OPTIONS',
  ],
  [
    'a text input in a message',
    { content: 'a', components: [createRow({ type: 4, custom_id: 't', style: 1, label: 'x' })] },
    'components.0.components.0.type: UNION_TYPE_CHOICES',
  ],
  [
    'a text display without the flag',
    { content: 'a', components: [createText('hi')] },
    'components.0.type: UNION_TYPE_CHOICES',
  ],
  [
    'content with Components V2',
    { content: 'a', flags: V2, components: [createText('hi')] },
    'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    'embeds with Components V2',
    { embeds: [{ title: 'a' }], flags: V2, components: [createText('hi')] },
    'embeds: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    '41 components, nested ones counted',
    {
      flags: V2,
      components: [
        { type: 17, components: Array(20).fill(createText('a')) },
        ...Array(20).fill(createText('a')),
      ],
    },
    'components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  [
    '4,001 characters of text',
    { flags: V2, components: [createText(repeatX(4000)), createText('a')] },
    'components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  ],
  [
    'a section without accessory',
    { flags: V2, components: [{ type: 9, components: [createText('a')] }] },
    'components.0.accessory: BASE_TYPE_REQUIRED',
  ],
  [
    'a section of four texts',
    {
      flags: V2,
      components: [
        { type: 9, components: Array(4).fill(createText('a')), accessory: createButton() },
      ],
    },
    'components.0.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a container in a container',
    {
      flags: V2,
      components: [{ type: 17, components: [{ type: 17, components: [createText('a')] }] }],
    },
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
        { ...createText('a'), id: 7 },
        { ...createText('b'), id: 7 },
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
    { content: repeatX(2001), embeds: [{ title: repeatX(300) }] },
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
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  for (const [name, body, ...errors] of invalidMessages) {
    const response = await fixture.api('POST', path, body);
    t.is(response.status, 400, name);
    t.is(response.body.code, 50035, name);
    t.is(response.body.message, 'Invalid Form Body', name);
    t.deepEqual(formErrors(response.body), errors, name);
  }
  t.is((await fixture.api('GET', path)).body.length, 0);
});

test('lengths are counted in characters, and the words are Discord’s', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  t.is((await fixture.api('POST', path, { content: '🎧'.repeat(2000) })).status, 200);
  const response = await fixture.api('POST', path, {
    content: 'a',
    components: [createRow(createButton({ custom_id: repeatX(101) }))],
  });
  t.deepEqual(response.body.errors.components[0].components[0].custom_id._errors, [
    { code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
  ]);
});

test('empty messages, bad JSON and oversized texts have their own answers', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  for (const body of [{}, { content: '  ' }, { flags: V2, components: [] }])
    t.is((await fixture.api('POST', path, body)).body.code, 50006);
  const raw = await fetch(`${fixture.discord.url}/api/v10${path}`, {
    method: 'POST',
    body: '{nope',
    headers: {
      authorization: 'Bot the-token',
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
    },
  });
  t.is(((await raw.json()) as { code: number }).code, 50109);
  const oversized = { flags: V2, components: [createText('漢'.repeat(3500))] };
  t.is((await fixture.api('POST', path, oversized)).status, 500);
});

test('component ids are kept when given and made when not', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  const { body } = await fixture.api('POST', path, {
    flags: V2,
    components: [
      {
        type: 17,
        components: [{ ...createText('a'), id: 2 }, { type: 14 }, createRow(createButton())],
      },
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
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  const { body } = await fixture.api('POST', path, { content: 'old', embeds: [{ title: 'old' }] });
  const edit = (change: object) => fixture.api('PATCH', `${path}/${body.id}`, change);
  const partialEdit = await edit({ flags: V2, components: [createText('new')] });
  t.deepEqual(formErrors(partialEdit.body), [
    'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    'embeds: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ]);
  const completeEdit = await edit({
    flags: V2,
    components: [createText('new')],
    content: null,
    embeds: [],
  });
  t.is(completeEdit.status, 200);
  t.is((await edit({ flags: 0, components: [createText('newer')] })).body.flags & V2, V2);
  t.is((await edit({ content: 'back' })).body.code, 50035);
});

test('who is pinged is what allowed_mentions and permissions leave', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { seed, control } = fixture;
  const path = `/channels/${seed.channels['general']}/messages`;
  const content = `<@${seed.people.artist}> <@&${seed.roles['Staff']}> <@&${seed.roles['Artist']}> @everyone`;
  const getPings = async (overrides: object) => {
    const { body } = await fixture.api('POST', path, { content, ...overrides });
    return [body.mentions.length, body.mention_roles.length, body.mention_everyone];
  };
  t.deepEqual(await getPings({}), [1, 2, true]);
  t.deepEqual(await getPings({ allowed_mentions: { parse: [] } }), [0, 0, false]);
  t.deepEqual(await getPings({ allowed_mentions: { users: [seed.people.artist] } }), [1, 0, false]);
  t.deepEqual(await getPings({ allowed_mentions: { roles: [seed.roles['Staff']] } }), [
    0,
    1,
    false,
  ]);
  const everyone = BigInt(
    (await control.getServer({ serverId: seed.serverId })).roles[0]!.permissions,
  );
  await control.editRole({
    serverId: seed.serverId,
    roleId: seed.serverId,
    permissions: everyone & ~(1n << 17n),
  });
  t.deepEqual(
    await getPings({}),
    [1, 1, false],
    'Staff alone is mentionable without the permission',
  );
  const v2 = await fixture.api('POST', path, {
    flags: V2,
    components: [createText(`<@${seed.people.artist}>`)],
  });
  t.is(v2.body.mentions.length, 1);
});

async function upload(t: ExecutionContext, size: number) {
  const fixture = await createDiscordFixture(t);
  const form = new FormData();
  form.set('payload_json', JSON.stringify({ attachments: [{ id: 0, description: 'a demo' }] }));
  form.set(
    'files[0]',
    new Blob([Buffer.alloc(size, 1)], { type: 'audio/mpeg' }),
    'my demo (1).mp3',
  );
  const response = await fixture.api(
    'POST',
    `/channels/${fixture.seed.channels['general']}/messages`,
    form,
  );
  return { fixture, response };
}

test('files: names are made safe, links are signed and expire, edits keep or drop them', async (t) => {
  const { fixture, response } = await upload(t, 1000);
  const [file] = response.body.attachments;
  t.is(file.filename, 'my_demo_1.mp3');
  t.is(file.description, 'a demo');
  t.is(file.size, 1000);
  const got = await fetch(file.url);
  t.is(got.headers.get('content-type'), 'audio/mpeg');
  t.is((await got.arrayBuffer()).byteLength, 1000);
  t.is((await fetch(file.url.replace(/hm=./, 'hm=0').replace(/hm=0./, 'hm=ff'))).status, 404);
  t.is((await fetch(file.url.split('?')[0])).status, 404);
  await fixture.control.advanceClock({ ms: 25 * 3_600_000 });
  t.is((await fetch(file.url)).status, 404);
  const path = `/channels/${response.body.channel_id}/messages/${response.body.id}`;
  const refreshed = await fixture.api('GET', path);
  t.is((await fetch(refreshed.body.attachments[0].url)).status, 200);
  t.is((await fixture.api('PATCH', path, { content: 'kept' })).body.attachments.length, 1);
  t.is((await fixture.api('PATCH', path, { attachments: [] })).body.attachments.length, 0);
  t.is((await fetch(refreshed.body.attachments[0].url)).status, 404);
});

test('a file above 10 MiB is too large', async (t) => {
  const { response } = await upload(t, 10 * 1024 * 1024 + 1);
  t.is(response.status, 413);
  t.is(response.body.code, 40005);
});

test('old messages can be edited only so often', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  const { body } = await fixture.api('POST', path, { content: 'a' });
  const edit = () => fixture.api('PATCH', `${path}/${body.id}`, { content: `${Math.random()}` });
  await fixture.control.setRules({ lateEditsPerHour: 2 });
  for (let n = 0; n < 5; n++) t.is((await edit()).status, 200);
  await fixture.control.advanceClock({ ms: 3_600_001 });
  t.deepEqual([(await edit()).status, (await edit()).status], [200, 200]);
  const late = await edit();
  t.is(late.status, 429);
  t.is(late.body.code, 30046);
  t.true(late.body.retry_after > 3500);
});

test('pages of messages: before, after, around', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/channels/${fixture.seed.channels['general']}/messages`;
  const ids: string[] = [];
  for (let n = 0; n < 7; n++)
    ids.push((await fixture.api('POST', path, { content: `${n}` })).body.id);
  const page = async (query: string) =>
    (await fixture.api('GET', `${path}?${query}`)).body
      .map((message: { content: string }) => message.content)
      .join('');
  t.is(await page('limit=3'), '654');
  t.is(await page(`limit=2&before=${ids[3]}`), '21');
  t.is(await page(`limit=2&after=${ids[3]}`), '54');
  t.is(await page(`limit=3&around=${ids[3]}`), '432');
  t.is((await fixture.api('GET', `${path}?limit=101`)).body.code, 50035);
});
