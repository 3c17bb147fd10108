import test from 'ava';
import { TypedForms } from '../../bot/dispatch/typed-forms.ts';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { createLabel, DEMO, setUp, submitDemo, textOf, waitFor } from '../helpers/label.ts';
import { demoWithCard, fillIn, messageOf, press } from '../helpers/on-discord.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse({ processes: ['bot', 'worker'] });

/** What a form holds when it opens. */
function filled(form: Outcome): Record<string, string> {
  if (form.kind !== 'modal') throw new Error(`no form: ${JSON.stringify(form)}`);
  const fields = form.components.map(
    ({ component }) => component as { custom_id: string; value?: string },
  );
  return Object.fromEntries(fields.map(({ custom_id, value }) => [custom_id, value ?? '']));
}

/** The button under a refusal. */
const again = (refusal: Outcome): string =>
  /form:again:[\w:]+/.exec(JSON.stringify(messageOf(refusal)))?.[0] ?? '';

test('a demo that was refused is corrected, not typed again', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  await setUp(house, label);
  const typed = {
    ...DEMO,
    genre: '',
    message: '  Mixed by me.\nStems on request ',
    trackUrl: 'kite',
  };
  const refused = await submitDemo(house, label, typed);
  t.regex(textOf(refused), /^Track link must be a web address/);
  const form = await press(house, label.artist, refused, again(refused));
  t.deepEqual(filled(form), typed);
  const values = { ...filled(form), trackUrl: DEMO.trackUrl };
  t.regex(textOf(await fillIn(house, label.artist, form, values)), /Demo #1 is in/);
  await waitFor(house, { channelId: label.staffChannel, contains: 'Stems on request' });
});

test('what staff wrote to an artist and why they said no is kept as well', async (t) => {
  const house = await open();
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  const { card } = await demoWithCard(house, label);
  for (const [button, name] of [
    ['card:reject:1', 'reason'],
    ['card:message:1', 'body'],
  ] as const) {
    const form = await press(house, label.staff, card, button);
    const refused = await fillIn(house, label.staff, form, { [name]: 'Almost.\u0007 Send stems.' });
    t.regex(textOf(refused), /contains control characters/);
    const second = await press(house, label.staff, refused, again(refused));
    t.deepEqual(filled(second), { [name]: 'Almost.\u0007 Send stems.' });
    t.notRegex(
      textOf(await fillIn(house, label.staff, second, { [name]: 'Almost. Send stems.' })),
      /control characters/,
    );
  }
});

test('a form that would be refused again is not offered again', async (t) => {
  const house = await open();
  const closed = await submitDemo(house, await createLabel(house));
  t.regex(textOf(closed), /not set up/);
  t.is(again(closed), '');
});

test('what was typed is its writer’s alone', (t) => {
  const forms = new TypedForms();
  forms.keep('1', 'kite', { trackTitle: 'Glass Horizon' });
  t.deepEqual(forms.of('1', 'kite'), { trackTitle: 'Glass Horizon' });
  t.deepEqual(forms.of('1', 'somebody'), {});
  t.deepEqual(forms.of('2', 'kite'), {});
});
