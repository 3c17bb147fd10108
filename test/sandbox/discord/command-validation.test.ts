import test from 'ava';
import { formErrors, makeWorld } from './helpers.ts';

const slash = (more: object = {}) => ({ name: 'submit', description: 'Send a demo', ...more });
const option = (more: object = {}) => ({ type: 3, name: 'track', description: 'A link', ...more });

const refused: [name: string, body: object, ...errors: string[]][] = [
  ['no name', { description: 'x' }, 'name: BASE_TYPE_REQUIRED'],
  ['upper case', slash({ name: 'Submit' }), 'name: APPLICATION_COMMAND_INVALID_NAME'],
  ['a space', slash({ name: 'send demo' }), 'name: APPLICATION_COMMAND_INVALID_NAME'],
  ['a name of 33', slash({ name: 'x'.repeat(33) }), 'name: BASE_TYPE_BAD_LENGTH'],
  ['no description', { name: 'submit' }, 'description: BASE_TYPE_REQUIRED'],
  [
    'a description of 101',
    slash({ description: 'x'.repeat(101) }),
    'description: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a described menu command',
    { type: 3, name: 'Submit as demo', description: 'x' },
    'description: APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
  ],
  [
    'a required option after an optional one',
    slash({ options: [option(), option({ name: 'genre', required: true })] }),
    'options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'two options of one name',
    slash({ options: [option(), option()] }),
    'options.1: APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE',
  ],
  [
    '26 choices',
    slash({
      options: [
        option({
          choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })),
        }),
      ],
    }),
    'options.0.choices: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a choice of the wrong type',
    slash({ options: [option({ type: 4, choices: [{ name: 'a', value: 'b' }] })] }),
    'options.0.choices.0.value: NUMBER_TYPE_COERCE',
  ],
  [
    'choices and autocomplete',
    slash({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'b' }] })] }),
    'options.0.choices: APPLICATION_COMMAND_OPTION_CHOICES_AUTOCOMPLETE',
  ],
  [
    'a subcommand beside an option',
    slash({ options: [option(), { type: 1, name: 'sub', description: 'x' }] }),
    'options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ],
  [
    'a group in a subcommand',
    slash({
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
    slash({ options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) }),
    'options: BASE_TYPE_MAX_LENGTH',
  ],
  ['an unknown context', slash({ contexts: [7] }), 'contexts.0: BASE_TYPE_CHOICES'],
  [
    'an unknown installation',
    slash({ integration_types: [2] }),
    'integration_types.0: BASE_TYPE_CHOICES',
  ],
  [
    'an unknown locale',
    slash({ name_localizations: { xx: 'a' } }),
    'name_localizations: DICT_TYPE_KEY_INVALID',
  ],
  [
    'a wrong localised name',
    slash({ name_localizations: { de: 'A B' } }),
    'name_localizations.de: APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    'permissions that are no number',
    slash({ default_member_permissions: 'admin' }),
    'default_member_permissions: NUMBER_TYPE_COERCE',
  ],
  [
    'a length above 6,000',
    slash({ options: [option({ max_length: 6001 })] }),
    'options.0.max_length: NUMBER_TYPE_MAX',
  ],
];

test('commands are refused for each mistake, one by one and in bulk', async (t) => {
  const world = await makeWorld(t);
  const path = `/applications/${world.seed.application.id}/commands`;
  for (const [name, body, ...errors] of refused) {
    const one = await world.api('POST', path, body);
    t.is(one.body.code, 50035, name);
    t.deepEqual(formErrors(one.body), errors, name);
    const many = await world.api('PUT', path, [slash({ name: 'fine' }), body]);
    t.deepEqual(
      formErrors(many.body),
      errors.map((error) => `1.${error}`),
      name,
    );
  }
  t.deepEqual((await world.api('GET', path)).body, []);
});

test('bulk overwrite keeps ids of what stays, and refuses twins and crowds', async (t) => {
  const world = await makeWorld(t);
  const path = `/applications/${world.seed.application.id}/commands`;
  const first = await world.api('PUT', path, [slash(), { type: 3, name: 'Submit as demo' }]);
  t.is(first.status, 200);
  const second = await world.api('PUT', path, [
    slash({ description: 'New words' }),
    slash({ name: 'queue' }),
  ]);
  t.is(second.body[0].id, first.body[0].id);
  t.not(second.body[0].version, first.body[0].version);
  t.is((await world.api('GET', path)).body.length, 2);
  const twins = await world.api('PUT', path, [slash(), slash()]);
  t.deepEqual(formErrors(twins.body), ['1: APPLICATION_COMMANDS_DUPLICATE_NAME']);
  const crowd = Array.from({ length: 101 }, (_, n) => slash({ name: `c${n}` }));
  t.is((await world.api('PUT', path, crowd)).body.code, 30032);
  const menus = Array.from({ length: 16 }, (_, n) => ({ type: 3, name: `m${n}` }));
  t.is((await world.api('PUT', path, menus)).body.code, 30032);
  const again = await world.api('POST', path, slash({ description: 'Third' }));
  t.is(again.status, 200, 'the same name replaces');
  t.is((await world.api('POST', path, slash({ name: 'fresh' }))).status, 201);
  const edited = await world.api('PATCH', `${path}/${again.body.id}`, { description: 'Fourth' });
  t.like(edited.body, { name: 'submit', description: 'Fourth' });
  t.is((await world.api('DELETE', `${path}/${again.body.id}`)).status, 204);
  t.is((await world.api('GET', `${path}/${again.body.id}`)).body.code, 10063);
});

test('commands of one server, of another application, of a foreign server', async (t) => {
  const world = await makeWorld(t);
  const { id } = world.seed.application;
  const own = await world.api('PUT', `/applications/${id}/guilds/${world.seed.serverId}/commands`, [
    slash(),
  ]);
  t.is(own.body[0].guild_id, world.seed.serverId);
  t.is(
    (await world.api('PUT', `/applications/${id}/guilds/1/commands`, [slash()])).body.code,
    50001,
  );
  t.is((await world.api('GET', `/applications/1/commands`)).body.code, 20012);
});
