import test from 'ava';
import { createLabel, run, setUp, submitDemo, textOf } from '../helpers/label.ts';
import { press, suggestions } from '../helpers/on-discord.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse({ processes: ['bot'] });
const NOTHING = 'Nothing found here under that name or number.';

test('/submit: a form, a receipt with the number, and a note on a link that was sent before', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  t.regex(textOf(await submitDemo(house, label)), /not set up in this server/);
  await run(house, label.owner, label.general, 'start', { label_name: 'Nightfall' });
  t.regex(
    textOf(await submitDemo(house, label)),
    /no staff channel yet\. An admin can run `\/setup_staff`/,
  );
  await setUp(house, label);

  const first = await submitDemo(house, label);
  t.true(first.kind === 'message' && first.ephemeral);
  t.regex(textOf(first), /Demo #1 is in\n\*\*Glass Horizon\*\* is with Label/);
  t.regex(textOf(first), /Follow it with `\/submission`/);
  t.notRegex(textOf(first), /had this link before/);
  const again = await submitDemo(house, label, {
    trackUrl: 'https://m.soundcloud.com/KITE/glass-horizon/?utm_source=clipboard',
  });
  t.regex(textOf(again), /Demo #2 is in[\s\S]*has had this link before/);
  // The form needs only what it needs.
  t.regex(textOf(await submitDemo(house, label, { genre: '', message: '' })), /Demo #3 is in/);
});

test('a form that is not right names every field that is wrong, and makes no demo', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  await setUp(house, label);
  const refused = async (demo: object) => textOf(await submitDemo(house, label, demo));

  t.is(
    await refused({ trackUrl: 'javascript:alert(1)' }),
    'Track link must be a web address that begins with https:// or http://.\nCorrect it',
  );
  t.regex(await refused({ trackUrl: 'my soundcloud' }), /^Track link must be a web address/);
  t.is(
    await refused({ artistName: '\u3164', trackTitle: 'a\u0000b', trackUrl: 'ftp://x.example/a' }),
    [
      'Artist name is blank.',
      'Track title contains control characters. Type it as plain text.',
      'Track link must be a web address that begins with https:// or http://.',
      'Correct it',
    ].join('\n'),
  );
  t.like(await submitDemo(house, label, { trackTitle: 'x'.repeat(301) }), {
    kind: 'error',
    field: 'trackTitle',
  });
  t.regex(
    textOf(await run(house, label.artist, label.demos, 'my_subs')),
    /No demos yet\nSend your first one with `\/submit`/,
  );
});

test('/my_subs and /submission: one’s own; somebody else’s is as one that does not exist', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  await setUp(house, label);
  await submitDemo(house, label);
  await submitDemo(house, label, { trackTitle: 'Second Light' });
  const as = (personId: string, command: string, options = {}) =>
    run(house, personId, label.demos, command, options).then(textOf);

  const mine = await as(label.artist, 'my_subs');
  t.regex(
    mine,
    /Your demos\n\*\*#2\*\* ○ Second Light · In queue · <t:\d+:R>\n\*\*#1\*\* ○ Glass Horizon/,
  );
  t.regex(
    await as(label.artist, 'submission', { number: 1 }),
    /#1 · Glass Horizon\n○ \*\*In queue\*\* · sent <t:/,
  );
  t.is(await as(label.artist, 'submission', { number: 99 }), NOTHING);
  t.is(await as(label.secondArtist, 'submission', { number: 1 }), NOTHING);
  t.is(await as(label.owner, 'submission', { number: 1 }), NOTHING);
  t.like(await run(house, label.artist, label.demos, 'submission', { number: 0 }), {
    field: 'number',
  });

  const offered = await suggestions(house, label.artist, label.demos, 'submission', 'second');
  t.deepEqual(offered, [{ name: '#2 · Second Light · KITE (In queue)', value: 2 }]);
  t.deepEqual(await suggestions(house, label.secondArtist, label.demos, 'submission', ''), []);
});

test('/my_subs shows the newest twenty, and says how to see another', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  await setUp(house, label);
  for (let sent = 0; sent < 21; sent++)
    await submitDemo(house, label, { trackTitle: `Track ${sent}` });
  const mine = textOf(await run(house, label.artist, label.demos, 'my_subs'));
  t.regex(mine, /\*\*#21\*\*[\s\S]*\*\*#2\*\*[\s\S]*The newest 20 are shown\. `\/submission`/);
  t.notRegex(mine, /\*\*#1\*\*/);
});

test('/withdraw: one’s own open demo, once', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  await setUp(house, label);
  await submitDemo(house, label);
  await submitDemo(house, label, { trackTitle: 'Second Light' });
  const withdraw = (personId: string, number: number) =>
    run(house, personId, label.demos, 'withdraw', { number }).then(textOf);

  t.is(await withdraw(label.artist, 99), NOTHING);
  t.is(await withdraw(label.secondArtist, 1), NOTHING);
  t.is(await withdraw(label.artist, 1), 'You took **#1** back.');
  t.is(
    await withdraw(label.artist, 1),
    'That is not possible any more: this demo is **Withdrawn**.',
  );
  t.regex(
    textOf(await run(house, label.artist, label.demos, 'my_subs')),
    /\*\*#1\*\* ↩ Glass Horizon · Withdrawn/,
  );

  const approve = { number: 2, new_status: 'approved' };
  const decided = await run(house, label.staff, label.staffChannel, 'status', approve);
  t.is(
    await withdraw(label.artist, 2),
    'That is not possible any more: this demo is **Approved**.',
  );
  await press(house, label.staff, decided, 'review:undo:2');
  t.is(await withdraw(label.artist, 2), 'You took **#2** back.');
});
