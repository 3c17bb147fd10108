import test from 'ava';
import { Events, type ModalSubmitInteraction } from 'discord.js';
import { formErrors, makeBot, makeWorld } from './helpers.ts';

const label = (component: object, more: object = {}) => ({
  type: 18,
  label: 'A',
  component,
  ...more,
});
const input = (more: object = {}) => ({ type: 4, custom_id: 'i', style: 1, ...more });
const choices = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ label: `L${i}`, value: `v${i}` }));
const modal = (...components: object[]) => ({ custom_id: 'm', title: 'T', components });

const refused: [name: string, data: object, ...errors: string[]][] = [
  [
    'a title of 46',
    { ...modal(label(input())), title: 'x'.repeat(46) },
    'data.title: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'no custom_id',
    { title: 'T', components: [label(input())] },
    'data.custom_id: BASE_TYPE_REQUIRED',
  ],
  ['no components', modal(), 'data.components: BASE_TYPE_BAD_LENGTH'],
  [
    'six components',
    modal(...Array.from({ length: 6 }, (_, n) => label(input({ custom_id: `i${n}` })))),
    'data.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a label of 46',
    modal(label(input(), { label: 'x'.repeat(46) })),
    'data.components.0.label: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a description of 101',
    modal(label(input(), { description: 'x'.repeat(101) })),
    'data.components.0.description: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a button in a label',
    modal(label({ type: 2, style: 1, label: 'x', custom_id: 'b' })),
    'data.components.0.component.type: UNION_TYPE_CHOICES',
  ],
  [
    'a label without anything',
    modal({ type: 18, label: 'x' }),
    'data.components.0.component: BASE_TYPE_REQUIRED',
  ],
  [
    'a container',
    modal({ type: 17, components: [] }),
    'data.components.0.type: UNION_TYPE_CHOICES',
  ],
  [
    'a text input with an empty label',
    modal(label(input({ label: '' }))),
    'data.components.0.component.label: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a length of 4,001',
    modal(label(input({ max_length: 4001 }))),
    'data.components.0.component.max_length: NUMBER_TYPE_MAX',
  ],
  [
    'one radio option',
    modal(label({ type: 21, custom_id: 'r', options: choices(1) })),
    'data.components.0.component.options: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'eleven checkboxes',
    modal(label({ type: 22, custom_id: 'c', options: choices(11) })),
    'data.components.0.component.options: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'eleven files',
    modal(label({ type: 19, custom_id: 'f', max_values: 11 })),
    'data.components.0.component.max_values: NUMBER_TYPE_MAX',
  ],
  [
    'one custom_id twice',
    modal(label(input()), label(input())),
    'data.components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a disabled select',
    modal(label({ type: 3, custom_id: 's', options: choices(1), disabled: true })),
    'data.components.0.component.disabled: COMPONENT_DISABLED_IN_MODAL',
  ],
];

test('a modal is refused for each mistake, and the interaction stays open', async (t) => {
  const world = await makeWorld(t);
  const bot = await makeBot(t, world);
  await bot.application.commands.set([{ name: 'open', description: 'x' }]);
  const outcome = world.control.runCommand({
    personId: world.seed.people.artist,
    channelId: world.seed.channels['general']!,
    command: 'open',
  });
  const [interaction] = (await new Promise((done) =>
    bot.once(Events.InteractionCreate, (item) => done([item])),
  )) as [{ id: string; token: string }];
  const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
  for (const [name, data, ...errors] of refused) {
    const answer = await world.api('POST', path, { type: 9, data }, null);
    t.is(answer.status, 400, name);
    t.deepEqual(formErrors(answer.body), errors, name);
  }
  t.is((await world.api('POST', path, { type: 7, data: {} }, null)).body.code, 50035);
  const old = { type: 1, components: [input({ label: 'Old' })] };
  t.is(
    (
      await world.api(
        'POST',
        path,
        { type: 9, data: modal(old, { type: 10, content: 'Words' }) },
        null,
      )
    ).status,
    204,
  );
  t.is((await outcome).kind, 'modal');
});

test('every kind of field: people see what is wrong, bots see only what is right', async (t) => {
  const world = await makeWorld(t);
  const { control, seed } = world;
  const bot = await makeBot(t, world);
  await bot.application.commands.set([{ name: 'open', description: 'x' }]);
  const submitted: ModalSubmitInteraction[] = [];
  bot.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isModalSubmit()) {
      submitted.push(interaction);
      await interaction.reply({ content: 'ok', flags: 64 });
    } else if (interaction.isChatInputCommand()) {
      const raw = modal(
        label(input({ custom_id: 'text', min_length: 3, max_length: 5 })),
        label({ type: 21, custom_id: 'radio', options: choices(3), required: false }),
        label({ type: 22, custom_id: 'boxes', options: choices(3), min_values: 1, max_values: 2 }),
        label({ type: 8, custom_id: 'where', channel_types: [0] }),
        label({ type: 23, custom_id: 'agree' }),
      );
      await world.api(
        'POST',
        `/interactions/${interaction.id}/${interaction.token}/callback`,
        { type: 9, data: raw },
        null,
      );
    }
  });
  const { artist } = seed.people;
  const opened = await control.runCommand({
    personId: artist,
    channelId: seed.channels['general']!,
    command: 'open',
  });
  if (opened.kind !== 'modal') return t.fail(JSON.stringify(opened));
  const good = { text: 'abcd', boxes: ['v0', 'v2'], where: [seed.channels['demos']!] };
  const wrong: [object, string, string][] = [
    [{ ...good, text: 'ab' }, 'text', 'Must be at least 3 characters long.'],
    [{ ...good, text: 'abcdef' }, 'text', 'Must be at most 5 characters long.'],
    [{ ...good, text: '' }, 'text', 'This is a required field.'],
    [{ ...good, boxes: [] }, 'boxes', 'This is a required field.'],
    [{ ...good, boxes: ['v0', 'v1', 'v2'] }, 'boxes', 'Choose between 1 and 2.'],
    [{ ...good, radio: 'nope' }, 'radio', '"nope" cannot be chosen.'],
    [
      { ...good, where: [seed.channels['staff']!] },
      'where',
      `"${seed.channels['staff']}" cannot be chosen.`,
    ],
    [{ ...good, other: 'x' }, 'other', 'The modal has no such field.'],
  ];
  const submit = (values: object) =>
    control.submitModal({ personId: artist, modalId: opened.modalId, values: values as never });
  for (const [values, field, message] of wrong)
    t.like(await submit(values), { kind: 'error', code: 'INVALID_INPUT', field, message });
  t.is(submitted.length, 0);
  t.is((await control.listModals({ personId: artist })).length, 1);
  t.is((await submit(good)).kind, 'message');
  const [{ fields }] = submitted as [ModalSubmitInteraction];
  t.is(fields.getTextInputValue('text'), 'abcd');
  t.is(fields.getRadioGroup('radio', false), null);
  t.deepEqual(fields.getCheckboxGroup('boxes'), ['v0', 'v2']);
  t.false(fields.getCheckbox('agree'));
  t.is(fields.getSelectedChannels('where')?.first()?.id, seed.channels['demos']);
  t.is((await control.listModals({ personId: artist })).length, 0);
});
