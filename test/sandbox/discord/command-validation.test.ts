import test from 'ava';
import { createDiscordFixture, formErrors } from './discord-fixture.ts';

const createSlashCommand = (overrides: object = {}) => ({
  name: 'submit',
  description: 'Send a demo',
  ...overrides,
});
const createOption = (overrides: object = {}) => ({
  type: 3,
  name: 'track',
  description: 'A link',
  ...overrides,
});

const invalidCommands: [name: string, body: object, ...errors: string[]][] = [
  ['no name', { description: 'x' }, 'name: BASE_TYPE_REQUIRED'],
  ['upper case', createSlashCommand({ name: 'Submit' }), 'name: APPLICATION_COMMAND_INVALID_NAME'],
  ['a space', createSlashCommand({ name: 'send demo' }), 'name: APPLICATION_COMMAND_INVALID_NAME'],
  ['a name of 33', createSlashCommand({ name: 'x'.repeat(33) }), 'name: BASE_TYPE_BAD_LENGTH'],
  ['no description', { name: 'submit' }, 'description: BASE_TYPE_REQUIRED'],
  [
    'a description of 101',
    createSlashCommand({ description: 'x'.repeat(101) }),
    'description: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a described menu command',
    { type: 3, name: 'Submit as demo', description: 'x' },
    'description: APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
  ],
  [
    'a required option after an optional one',
    createSlashCommand({
      options: [createOption(), createOption({ name: 'genre', required: true })],
    }),
    'options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'two options of one name',
    createSlashCommand({ options: [createOption(), createOption()] }),
    'options.1: APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE',
  ],
  [
    '26 choices',
    createSlashCommand({
      options: [
        createOption({
          choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })),
        }),
      ],
    }),
    'options.0.choices: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a choice of the wrong type',
    createSlashCommand({
      options: [createOption({ type: 4, choices: [{ name: 'a', value: 'b' }] })],
    }),
    'options.0.choices.0.value: NUMBER_TYPE_COERCE',
  ],
  [
    'choices and autocomplete',
    createSlashCommand({
      options: [createOption({ autocomplete: true, choices: [{ name: 'a', value: 'b' }] })],
    }),
    'options.0.choices: APPLICATION_COMMAND_OPTION_CHOICES_AUTOCOMPLETE',
  ],
  [
    'a subcommand beside an option',
    createSlashCommand({ options: [createOption(), { type: 1, name: 'sub', description: 'x' }] }),
    'options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ],
  [
    'a group in a subcommand',
    createSlashCommand({
      options: [
        {
          type: 1,
          name: 'a',
          description: 'x',
          options: [{ type: 2, name: 'b', description: 'x' }],
        },
      ],
    }),
    'options.0.options.0.type: BASE_TYPE_CHOICES',
  ],
  [
    '26 options',
    createSlashCommand({
      options: Array.from({ length: 26 }, (_, n) => createOption({ name: `o${n}` })),
    }),
    'options: BASE_TYPE_MAX_LENGTH',
  ],
  ['an unknown context', createSlashCommand({ contexts: [7] }), 'contexts.0: BASE_TYPE_CHOICES'],
  [
    'an unknown installation',
    createSlashCommand({ integration_types: [2] }),
    'integration_types.0: BASE_TYPE_CHOICES',
  ],
  [
    'an unknown locale',
    createSlashCommand({ name_localizations: { xx: 'a' } }),
    'name_localizations: DICT_TYPE_KEY_INVALID',
  ],
  [
    'a wrong localised name',
    createSlashCommand({ name_localizations: { de: 'A B' } }),
    'name_localizations.de: APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    'permissions that are no number',
    createSlashCommand({ default_member_permissions: 'admin' }),
    'default_member_permissions: NUMBER_TYPE_COERCE',
  ],
  [
    'a length above 6,000',
    createSlashCommand({ options: [createOption({ max_length: 6001 })] }),
    'options.0.max_length: NUMBER_TYPE_MAX',
  ],
];

test('commands are refused for each mistake, one by one and in bulk', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/applications/${fixture.seed.application.id}/commands`;
  for (const [name, body, ...errors] of invalidCommands) {
    const one = await fixture.api('POST', path, body);
    t.is(one.body.code, 50035, name);
    t.deepEqual(formErrors(one.body), errors, name);
    const many = await fixture.api('PUT', path, [createSlashCommand({ name: 'fine' }), body]);
    t.deepEqual(
      formErrors(many.body),
      errors.map((error) => `1.${error}`),
      name,
    );
  }
  t.deepEqual((await fixture.api('GET', path)).body, []);
});

test('bulk overwrite keeps ids of what stays, and refuses twins and crowds', async (t) => {
  const fixture = await createDiscordFixture(t);
  const path = `/applications/${fixture.seed.application.id}/commands`;
  const first = await fixture.api('PUT', path, [
    createSlashCommand(),
    { type: 3, name: 'Submit as demo' },
  ]);
  t.is(first.status, 200);
  const second = await fixture.api('PUT', path, [
    createSlashCommand({ description: 'New words' }),
    createSlashCommand({ name: 'queue' }),
  ]);
  t.is(second.body[0].id, first.body[0].id);
  t.not(second.body[0].version, first.body[0].version);
  t.is((await fixture.api('GET', path)).body.length, 2);
  const duplicates = await fixture.api('PUT', path, [createSlashCommand(), createSlashCommand()]);
  t.deepEqual(formErrors(duplicates.body), ['1: APPLICATION_COMMANDS_DUPLICATE_NAME']);
  const tooMany = Array.from({ length: 101 }, (_, n) => createSlashCommand({ name: `c${n}` }));
  t.is((await fixture.api('PUT', path, tooMany)).body.code, 30032);
  const menus = Array.from({ length: 16 }, (_, n) => ({ type: 3, name: `m${n}` }));
  t.is((await fixture.api('PUT', path, menus)).body.code, 30032);
  const again = await fixture.api('POST', path, createSlashCommand({ description: 'Third' }));
  t.is(again.status, 200, 'the same name replaces');
  t.is((await fixture.api('POST', path, createSlashCommand({ name: 'fresh' }))).status, 201);
  const edited = await fixture.api('PATCH', `${path}/${again.body.id}`, { description: 'Fourth' });
  t.like(edited.body, { name: 'submit', description: 'Fourth' });
  t.is((await fixture.api('DELETE', `${path}/${again.body.id}`)).status, 204);
  t.is((await fixture.api('GET', `${path}/${again.body.id}`)).body.code, 10063);
});

test('commands of one server, of another application, of a foreign server', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { id } = fixture.seed.application;
  const guildCommands = await fixture.api(
    'PUT',
    `/applications/${id}/guilds/${fixture.seed.serverId}/commands`,
    [createSlashCommand()],
  );
  t.is(guildCommands.body[0].guild_id, fixture.seed.serverId);
  t.is(
    (await fixture.api('PUT', `/applications/${id}/guilds/1/commands`, [createSlashCommand()])).body
      .code,
    50001,
  );
  t.is((await fixture.api('GET', `/applications/1/commands`)).body.code, 20012);
});
