import test from 'ava';
import { Events, type ModalSubmitInteraction } from 'discord.js';
import { createDiscordFixture, formErrors, startTestBot } from './discord-fixture.ts';

const createLabel = (component: object, overrides: object = {}) => ({
  type: 18,
  label: 'A',
  component,
  ...overrides,
});
const createInput = (overrides: object = {}) => ({
  type: 4,
  custom_id: 'i',
  style: 1,
  ...overrides,
});
const createChoices = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ label: `L${i}`, value: `v${i}` }));
const createModal = (...components: object[]) => ({ custom_id: 'm', title: 'T', components });

const invalidModals: [name: string, data: object, ...errors: string[]][] = [
  [
    'a title of 46',
    { ...createModal(createLabel(createInput())), title: 'x'.repeat(46) },
    'data.title: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'no custom_id',
    { title: 'T', components: [createLabel(createInput())] },
    'data.custom_id: BASE_TYPE_REQUIRED',
  ],
  ['no components', createModal(), 'data.components: BASE_TYPE_BAD_LENGTH'],
  [
    'six components',
    createModal(
      ...Array.from({ length: 6 }, (_, n) => createLabel(createInput({ custom_id: `i${n}` }))),
    ),
    'data.components: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a label of 46',
    createModal(createLabel(createInput(), { label: 'x'.repeat(46) })),
    'data.components.0.label: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a description of 101',
    createModal(createLabel(createInput(), { description: 'x'.repeat(101) })),
    'data.components.0.description: BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a button in a label',
    createModal(createLabel({ type: 2, style: 1, label: 'x', custom_id: 'b' })),
    'data.components.0.component.type: UNION_TYPE_CHOICES',
  ],
  [
    'a label without anything',
    createModal({ type: 18, label: 'x' }),
    'data.components.0.component: BASE_TYPE_REQUIRED',
  ],
  [
    'a container',
    createModal({ type: 17, components: [] }),
    'data.components.0.type: UNION_TYPE_CHOICES',
  ],
  [
    'a text input with an empty label',
    createModal(createLabel(createInput({ label: '' }))),
    'data.components.0.component.label: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a length of 4,001',
    createModal(createLabel(createInput({ max_length: 4001 }))),
    'data.components.0.component.max_length: NUMBER_TYPE_MAX',
  ],
  [
    'one radio option',
    createModal(createLabel({ type: 21, custom_id: 'r', options: createChoices(1) })),
    'data.components.0.component.options: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'eleven checkboxes',
    createModal(createLabel({ type: 22, custom_id: 'c', options: createChoices(11) })),
    'data.components.0.component.options: BASE_TYPE_BAD_LENGTH',
  ],
  [
    'eleven files',
    createModal(createLabel({ type: 19, custom_id: 'f', max_values: 11 })),
    'data.components.0.component.max_values: NUMBER_TYPE_MAX',
  ],
  [
    'one custom_id twice',
    createModal(createLabel(createInput()), createLabel(createInput())),
    'data.components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a disabled select',
    createModal(
      createLabel({ type: 3, custom_id: 's', options: createChoices(1), disabled: true }),
    ),
    'data.components.0.component.disabled: COMPONENT_DISABLED_IN_MODAL',
  ],
];

test('a modal is refused for each mistake, and the interaction stays open', async (t) => {
  const fixture = await createDiscordFixture(t);
  const bot = await startTestBot(t, fixture);
  await bot.application.commands.set([{ name: 'open', description: 'x' }]);
  const outcome = fixture.control.runCommand({
    personId: fixture.seed.people.artist,
    channelId: fixture.seed.channels['general']!,
    command: 'open',
  });
  const [interaction] = (await new Promise((done) =>
    bot.once(Events.InteractionCreate, (item) => done([item])),
  )) as [{ id: string; token: string }];
  const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
  for (const [name, data, ...errors] of invalidModals) {
    const response = await fixture.api('POST', path, { type: 9, data }, null);
    t.is(response.status, 400, name);
    t.deepEqual(formErrors(response.body), errors, name);
  }
  t.is((await fixture.api('POST', path, { type: 7, data: {} }, null)).body.code, 50035);
  const legacyRow = { type: 1, components: [createInput({ label: 'Old' })] };
  t.is(
    (
      await fixture.api(
        'POST',
        path,
        { type: 9, data: createModal(legacyRow, { type: 10, content: 'Words' }) },
        null,
      )
    ).status,
    204,
  );
  t.is((await outcome).kind, 'modal');
});

test('every kind of field: people see what is wrong, bots see only what is right', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { control, seed } = fixture;
  const bot = await startTestBot(t, fixture);
  await bot.application.commands.set([{ name: 'open', description: 'x' }]);
  const submitted: ModalSubmitInteraction[] = [];
  bot.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isModalSubmit()) {
      submitted.push(interaction);
      await interaction.reply({ content: 'ok', flags: 64 });
    } else if (interaction.isChatInputCommand()) {
      const modalData = createModal(
        createLabel(createInput({ custom_id: 'text', min_length: 3, max_length: 5 })),
        createLabel({ type: 21, custom_id: 'radio', options: createChoices(3), required: false }),
        createLabel({
          type: 22,
          custom_id: 'boxes',
          options: createChoices(3),
          min_values: 1,
          max_values: 2,
        }),
        createLabel({ type: 8, custom_id: 'where', channel_types: [0] }),
        createLabel({ type: 23, custom_id: 'agree' }),
      );
      await fixture.api(
        'POST',
        `/interactions/${interaction.id}/${interaction.token}/callback`,
        { type: 9, data: modalData },
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
  const validValues = { text: 'abcd', boxes: ['v0', 'v2'], where: [seed.channels['demos']!] };
  const invalidValues: [object, string, string][] = [
    [{ ...validValues, text: 'ab' }, 'text', 'Must be at least 3 characters long.'],
    [{ ...validValues, text: 'abcdef' }, 'text', 'Must be at most 5 characters long.'],
    [{ ...validValues, text: '' }, 'text', 'This is a required field.'],
    [{ ...validValues, boxes: [] }, 'boxes', 'This is a required field.'],
    [{ ...validValues, boxes: ['v0', 'v1', 'v2'] }, 'boxes', 'Choose between 1 and 2.'],
    [{ ...validValues, radio: 'nope' }, 'radio', '"nope" cannot be chosen.'],
    [
      { ...validValues, where: [seed.channels['staff']!] },
      'where',
      `"${seed.channels['staff']}" cannot be chosen.`,
    ],
    [{ ...validValues, other: 'x' }, 'other', 'The modal has no such field.'],
  ];
  const submit = (values: object) =>
    control.submitModal({ personId: artist, modalId: opened.modalId, values: values as never });
  for (const [values, field, message] of invalidValues)
    t.like(await submit(values), { kind: 'error', code: 'INVALID_INPUT', field, message });
  t.is(submitted.length, 0);
  t.is((await control.listModals({ personId: artist })).length, 1);
  t.is((await submit(validValues)).kind, 'message');
  const [{ fields }] = submitted as [ModalSubmitInteraction];
  t.is(fields.getTextInputValue('text'), 'abcd');
  t.is(fields.getRadioGroup('radio', false), null);
  t.deepEqual(fields.getCheckboxGroup('boxes'), ['v0', 'v2']);
  t.false(fields.getCheckbox('agree'));
  t.is(fields.getSelectedChannels('where')?.first()?.id, seed.channels['demos']);
  t.is((await control.listModals({ personId: artist })).length, 0);
});
