import test from 'ava';
import { FormValuesCache } from '../../bot/forms/index.ts';
import type { Outcome } from '../../sandbox/discord/index.ts';
import {
  getMessage,
  pressButton,
  submitDemoWithCard,
  submitForm,
} from '../helpers/discord-actions.ts';
import {
  createLabel,
  DEFAULT_DEMO,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { makeWav } from '../worker/audio/wav-files.ts';

const getApp = sharedApp({ processes: ['bot', 'worker'] });

/** What a form holds when it opens. */
function formValues(form: Outcome): Record<string, string> {
  if (form.kind !== 'modal') throw new Error(`no form: ${JSON.stringify(form)}`);
  const fields = form.components.map(
    ({ component }) => component as { custom_id: string; value?: string },
  );
  return Object.fromEntries(fields.map(({ custom_id, value }) => [custom_id, value ?? '']));
}

/** The button under a refusal. */
const reopenButtonId = (refusal: Outcome): string =>
  /form:again:[\w:]+/.exec(JSON.stringify(getMessage(refusal)))?.[0] ?? '';

test('a refused demo can be fixed without typing it again', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const typed = {
    ...DEFAULT_DEMO,
    message: '  Mixed by me.\nStems on request ',
    trackUrl: 'kite',
  };
  const refused = await submitDemo(app, label, typed);
  t.regex(messageText(refused), /^Track link: there’s no link in it/);
  const form = await pressButton(app, label.artist, refused, reopenButtonId(refused));
  t.deepEqual(formValues(form), { ...typed, files: '' });
  const values = { ...formValues(form), trackUrl: DEFAULT_DEMO.trackUrl };
  t.regex(messageText(await submitForm(app, label.artist, form, values)), /Demo #1 is in/);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'Stems on request' });
});

test('the files of a refused demo need not be attached again', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const files = [{ name: 'glass.wav', content: makeWav(1) }];
  const refused = await submitDemo(app, label, { trackUrl: 'kite' }, label.artist, files);
  const form = await pressButton(app, label.artist, refused, reopenButtonId(refused));
  t.regex(JSON.stringify(form), /Attached already: glass\.wav/);
  const again = await submitForm(app, label.artist, form, {
    ...formValues(form),
    trackUrl: 'still no link',
  });
  const third = await pressButton(app, label.artist, again, reopenButtonId(again));
  const receipt = await submitForm(app, label.artist, third, {
    ...formValues(third),
    trackUrl: '',
  });
  t.regex(messageText(receipt), /Demo #1 is in/);
  await waitForMessage(app, { channelId: label.staffChannel, contains: 'glass.wav · 0:01' });
});

test('messages to artists and reasons are kept as well', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const { card } = await submitDemoWithCard(app, label);
  for (const [button, name] of [
    ['card:reject:1', 'reason'],
    ['card:message:1', 'body'],
  ] as const) {
    const form = await pressButton(app, label.staff, card, button);
    const refused = await submitForm(app, label.staff, form, {
      [name]: 'Almost.\u0007 Send stems.',
    });
    t.regex(messageText(refused), /contains control characters/);
    const second = await pressButton(app, label.staff, refused, reopenButtonId(refused));
    t.deepEqual(formValues(second), { [name]: 'Almost.\u0007 Send stems.' });
    t.notRegex(
      messageText(await submitForm(app, label.staff, second, { [name]: 'Almost. Send stems.' })),
      /control characters/,
    );
  }
});

test('a form that would be refused again is not reopened', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const form = await runCommand(app, label.artist, label.demosChannel, 'submit');
  await app.tenancy.write(label.guildId, async (db) => {
    const row = await db.table('guild_settings').first('document');
    const settings = JSON.parse(row!.document);
    settings.sections.intake = { revision: 1, value: { isOpen: false } };
    await db.table('guild_settings').update({ document: JSON.stringify(settings) });
  });
  const closed = await submitForm(app, label.artist, form, DEFAULT_DEMO);
  t.is(messageText(closed), 'This label isn’t accepting demos right now.');
  t.is(reopenButtonId(closed), '');
});

test('form values are returned only to the person who typed them', (t) => {
  const forms = new FormValuesCache();
  forms.set('1', 'kite', { trackTitle: 'Glass Horizon' });
  t.deepEqual(forms.get('1', 'kite'), { trackTitle: 'Glass Horizon' });
  t.deepEqual(forms.get('1', 'somebody'), {});
  t.deepEqual(forms.get('2', 'kite'), {});
});
