import test from 'ava';
import { buttonOf, createLabel, run, setUp, submitDemo, textOf } from '../helpers/label.ts';
import { press, suggestions, undoFor } from '../helpers/on-discord.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse({ processes: ['bot'] });
const NOTHING = 'Nothing found here under that name or number.';

async function labelWith(demos: number) {
  const house = await open();
  const label = await createLabel(house);
  await setUp(house, label);
  for (let sent = 1; sent <= demos; sent++)
    await submitDemo(house, label, { trackTitle: `Track ${sent}` });
  const asStaff = (command: string, options = {}) =>
    run(house, label.staff, label.staffChannel, command, options);
  return { house, label, asStaff };
}

test('/queue: an empty one teaches, a long one is turned page by page in its place', async (t) => {
  const empty = await labelWith(0);
  t.regex(
    textOf(await empty.asStaff('queue')),
    /The queue is empty\n.*Artists send them with `\/submit`/,
  );

  const { house, label, asStaff } = await labelWith(33);
  const first = await asStaff('queue');
  t.true(first.kind === 'message' && first.ephemeral);
  t.regex(
    textOf(first),
    /Queue · 33 open\n\*\*#33\*\* ○ Track 33 · KITE[\s\S]*\*\*#19\*\*[^#]*Older$/,
  );
  t.throws(() => buttonOf(first, 'queue:page:0'));

  const second = await press(house, label.staff, first, 'queue:page:19');
  t.is(
    second.kind === 'update' || second.kind === 'message' ? second.message.id : '',
    first.kind === 'message' ? first.message.id : '-',
  );
  t.regex(textOf(second), /33 open\n\*\*#18\*\*[\s\S]*\*\*#4\*\*[^#]*Newest\nOlder$/);
  const last = await press(house, label.staff, second, 'queue:page:4');
  t.regex(textOf(last), /\*\*#3\*\*[\s\S]*\*\*#1\*\*[^#]*Newest$/);
  t.regex(textOf(await press(house, label.staff, last, 'queue:page:0')), /\*\*#33\*\*/);
});

test('/queue: what was answered is no longer in it', async (t) => {
  const { asStaff } = await labelWith(3);
  await asStaff('status', { number: 3, new_status: 'approved' });
  await asStaff('status', { number: 2, new_status: 'shortlisted' });
  const queue = textOf(await asStaff('queue'));
  t.regex(queue, /Queue · 2 open\n\*\*#2\*\* ★ Track 2[^#]*\*\*#1\*\* ○/);
});

test('/status moves a demo; an answer can be taken back from where it was given', async (t) => {
  const { house, label, asStaff } = await labelWith(1);
  const to = async (new_status: string, reason?: string) =>
    asStaff('status', { number: 1, new_status, ...(reason ? { reason } : {}) });

  t.is(textOf(await to('needs_review')), '**#1** is now **Needs review**.');
  const rejected = await to('rejected', 'Too long for us.');
  t.regex(textOf(rejected), /^✅ Rejected \*\*#1\*\*\. The artist is told <t:\d+:R>\.\nUndo$/);
  t.regex(
    textOf(await to('approved')),
    /^\*\*Jonas\*\* already decided this one: \*\*Rejected\*\*, <t:/,
  );
  t.is(
    textOf(await press(house, label.staff, rejected, 'review:undo:1')),
    '↩️ Taken back: **#1** is **Needs review** again. The artist was not told.',
  );
  // The button is still there; what it says now is true.
  t.is(
    textOf(await press(house, label.staff, rejected, 'review:undo:1')),
    'That is not possible any more: this demo is **Needs review**.',
  );
  t.is(textOf(await asStaff('status', { number: 99, new_status: 'signed' })), NOTHING);
  t.regex(
    textOf(await run(house, label.artist, label.demos, 'withdraw', { number: 1 })),
    /took \*\*#1\*\* back/,
  );
  t.is(textOf(await to('signed')), 'That is not possible any more: this demo is **Withdrawn**.');
});

test('undo comes too late once the artist’s message is due', async (t) => {
  const { house, label, asStaff } = await labelWith(1);
  await undoFor(house, label, 0);
  const decided = await asStaff('status', { number: 1, new_status: 'approved' });
  t.is(
    textOf(await press(house, label.staff, decided, 'review:undo:1')),
    'Too late to undo: the artist’s message is on its way.',
  );
});

test('suggestions: by number, title or artist; a number in full is found however old it is', async (t) => {
  const { house, label } = await labelWith(27);
  const typed = (value: string, personId = label.staff, channelId = label.staffChannel) =>
    suggestions(house, personId, channelId, 'status', value);
  const numbers = async (value: string) => (await typed(value)).map((choice) => choice.value);

  t.is((await typed('')).length, 25);
  t.deepEqual((await typed(''))[0], { name: '#27 · Track 27 · KITE (In queue)', value: 27 });
  t.deepEqual(
    await numbers('1'),
    [1, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10].filter(
      (n) => String(n).startsWith('1') || String(n).includes('1'),
    ),
  );
  t.deepEqual(await numbers('#26'), [26]);
  t.deepEqual(await numbers('track 7'), [7]);
  t.deepEqual(await numbers('nobody'), []);
  t.deepEqual(await numbers('9'.repeat(30)), []);
  t.deepEqual(await typed('', label.artist, label.demos), []);
});

test('/reply: to a demo that is there, with something to say', async (t) => {
  const { asStaff } = await labelWith(1);
  const reply = (number: number, message: string) =>
    asStaff('reply', { number, message }).then(textOf);
  t.is(
    await reply(1, 'Can you send stems?'),
    '✉️ On its way to the artist of **#1**. A copy goes to the thread.',
  );
  t.is(await reply(99, 'Hello'), NOTHING);
  t.is(await reply(1, '\u200b'), 'Message is blank.');
  t.like(await asStaff('reply', { number: 1, message: 'x'.repeat(2_001) }), { field: 'message' });
});

test('an artist gets nowhere with staff’s commands, and learns nothing', async (t) => {
  const { house, label } = await labelWith(1);
  for (const [command, options] of [
    ['queue', {}],
    ['status', { number: 1, new_status: 'approved' }],
    ['reply', { number: 1, message: 'x' }],
    ['staff_status', {}],
  ] as const)
    t.is(textOf(await run(house, label.artist, label.demos, command, options)), NOTHING, command);
});
