import test from 'ava';
import { createRejectForm } from '../../bot/review/forms.ts';
import { readReasonsForForm } from '../../bot/saved-reasons/index.ts';
import { pressButton, submitDemoWithCard, submitForm } from '../helpers/discord-actions.ts';
import { createLabel, messageText, runCommand, setUpLabel } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot', 'worker'] });

async function createFixture(plan: string) {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  await setUpLabel(app, label);
  const reasons = (options = {}) =>
    runCommand(app, label.staff, label.staffChannel, 'reasons', options);
  return { app, label, reasons };
}

test('/reasons saves, changes and removes reasons', async (t) => {
  const { app, label, reasons } = await createFixture('pro');
  const { control } = app.discord;
  const empty = await reasons();
  t.is(
    messageText(empty),
    [
      '### No saved reasons yet',
      'Save what you tell artists again and again, and choose it when you reject a demo.',
      'Add a reason',
    ].join('\n'),
  );
  const form = await pressButton(app, label.staff, empty, 'reasons:add');
  const shown = await submitForm(app, label.staff, form, {
    ...{ title: 'Full *now*', text: 'We’re full until autumn.' },
  });
  t.regex(messageText(shown), /^### One saved reason\n\*\*Full \\\*now\\\*\*\*\nWe’re full until/);
  const taken = await pressButton(app, label.staff, shown, 'reasons:add');
  const refused = await submitForm(app, label.staff, taken, { title: 'full *NOW*', text: 'x' });
  t.regex(messageText(refused), /There’s a saved reason with this title already/);

  const choices = await control.autocomplete({
    ...{ personId: label.staff, channelId: label.staffChannel, command: 'reasons' },
    ...{ option: 'remove', value: 'autumn' },
  });
  t.true(choices.kind === 'autocomplete');
  const [choice] = choices.kind === 'autocomplete' ? choices.choices : [];
  t.is(choice?.name, 'Full *now*');
  const id = String(choice?.value);
  const select = async (source: typeof shown) => {
    if (!('message' in source) || typeof source.message === 'string') throw new Error('no message');
    return control.choose({
      ...{ personId: label.staff, channelId: source.message.channel_id },
      ...{ messageId: source.message.id, customId: 'reasons:change', values: [id], settle: true },
    });
  };
  const [first, second] = [await select(shown), await select(shown)];
  t.regex(JSON.stringify(first), /"value":"We’re full until autumn\."/);
  await submitForm(app, label.staff, first, { title: 'Full', text: 'We’re full until May.' });
  const conflict = await submitForm(app, label.staff, second, {
    title: 'Full',
    text: 'Till June.',
  });
  t.regex(messageText(conflict), /Someone else just changed this/);
  t.regex(messageText(await reasons({ remove: id })), /^🗑️ \*\*Full\*\* was removed\./);
  t.regex(messageText(await reasons({ remove: id })), /^There’s no such reason\./);
});

test('a demo is rejected with a saved reason, from its card and with /status', async (t) => {
  const { app, label, reasons } = await createFixture('pro');
  const form = await pressButton(app, label.staff, await reasons(), 'reasons:add');
  await submitForm(app, label.staff, form, { title: 'Full', text: 'We’re full until autumn.' });
  const choices = await app.discord.control.autocomplete({
    ...{ personId: label.staff, channelId: label.staffChannel, command: 'status' },
    ...{ option: 'reason', value: 'full' },
  });
  const id = choices.kind === 'autocomplete' ? String(choices.choices[0]?.value) : '';

  const first = await submitDemoWithCard(app, label);
  const opened = await pressButton(app, label.staff, first.card, `card:reject:${first.number}`);
  t.regex(
    JSON.stringify(opened),
    /"label":"Full","value":"[0-9a-f-]{36}","description":"We’re full until autumn\."/,
  );
  await submitForm(app, label.staff, opened, {
    ...{ savedReasonId: [id], reason: 'Try us in October.' },
  });
  const second = await submitDemoWithCard(app, label, {
    trackUrl: 'https://soundcloud.com/kite/second',
  });
  await runCommand(app, label.staff, label.staffChannel, 'status', {
    ...{ number: second.number, new_status: 'rejected', reason: id },
  });
  const read = (number: number) =>
    app.tenancy.read(label.guildId, async (db) => {
      const rows = await db
        .table('events')
        .where({ subject_type: 'submission', subject_id: String(number) })
        .select('data');
      return rows.map(({ data }) => String(JSON.parse(String(data)).reason ?? '')).join('');
    });
  t.is(await read(first.number), 'We’re full until autumn.\n\nTry us in October.');
  t.is(await read(second.number), 'We’re full until autumn.');
});

test('the form to reject opens without saved reasons when they cannot be read', async (t) => {
  const { app, label } = await createFixture('starter');
  const { number, card } = await submitDemoWithCard(app, label);
  const opened = await pressButton(app, label.staff, card, `card:reject:${number}`);
  t.false(JSON.stringify(opened).includes('savedReasonId'));
  t.is((await submitForm(app, label.staff, opened, { reason: 'No.' })).kind, 'message');
  const read = (list: () => Promise<never>) =>
    readReasonsForForm(
      { operations: { savedReasons: { list } } } as never,
      {} as Parameters<typeof readReasonsForForm>[1],
    );
  t.deepEqual(await read(() => Promise.reject(new Error('broken'))), []);
  t.deepEqual(await read(() => new Promise(() => {})), [], 'nor when it takes too long');
  t.is(createRejectForm(((key: string) => key) as never, 1, []).components.length, 1);
});
