import test from 'ava';
import { recordCard } from '../../domain/index.ts';
import type { Outcome } from '../../sandbox/discord/index.ts';
import {
  getMessage,
  getSuggestions,
  pressButton,
  setUndoSeconds,
} from '../helpers/discord-actions.ts';
import {
  createLabel,
  findButton,
  makeModerator,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });
const NO_DEMO_TEXT = 'There’s no demo **#99**. Check the number.';

async function createLabelWithDemos(demos: number, plan: string | null = null) {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  await setUpLabel(app, label);
  for (let sent = 1; sent <= demos; sent++)
    await submitDemo(app, label, { trackTitle: `Track ${sent}` });
  const runAsStaff = (command: string, options = {}) =>
    runCommand(app, label.staff, label.staffChannel, command, options);
  return { app, label, runAsStaff };
}

test('/queue: an empty queue explains itself, a long one is paged in place', async (t) => {
  const empty = await createLabelWithDemos(0);
  t.regex(
    messageText(await empty.runAsStaff('queue')),
    /The queue is empty\n.*Artists send them with `\/submit`/,
  );

  const { app, label, runAsStaff } = await createLabelWithDemos(33);
  const first = await runAsStaff('queue');
  t.true(first.kind === 'message' && first.ephemeral);
  t.regex(
    messageText(first),
    /Queue · 33 open, longest wait first\n\*\*#1\*\* ○ Track 1 · KITE[\s\S]*\*\*#12\*\*[^#]*Next$/,
  );
  t.throws(() => findButton(first, 'queue:after:0'));

  const second = await pressButton(app, label.staff, first, 'queue:after:12');
  t.is(
    second.kind === 'update' || second.kind === 'message' ? second.message.id : '',
    first.kind === 'message' ? first.message.id : '-',
  );
  t.regex(
    messageText(second),
    /33 open[^\n]*\n\*\*#13\*\*[\s\S]*\*\*#24\*\*[^#]*Back to start\nNext$/,
  );
  const last = await pressButton(app, label.staff, second, 'queue:after:24');
  t.regex(messageText(last), /\*\*#25\*\*[\s\S]*\*\*#33\*\*[^#]*Back to start$/);
  t.regex(
    messageText(await pressButton(app, label.staff, last, 'queue:after:0')),
    /first\n\*\*#1\*\*/,
  );
});

test('/recent: the newest demos in any status, of everybody or of one artist', async (t) => {
  const { app, label, runAsStaff } = await createLabelWithDemos(14);
  await submitDemo(app, label, { trackTitle: 'Other' }, label.secondArtist);
  await runAsStaff('status', { number: 14, new_status: 'rejected' });
  const first = await runAsStaff('recent');
  t.regex(
    messageText(first),
    /^### Newest demos\n\*\*#15\*\* ○ Other · [^\n]* · In queue · <t:\d+:R>\n\*\*#14\*\* ■ [^\n]*Rejected[\s\S]*\*\*#4\*\*[^#]*Older$/,
  );
  const older = await pressButton(app, label.staff, first, 'recent:before:4');
  t.regex(messageText(older), /demos\n\*\*#3\*\*[\s\S]*\*\*#1\*\*[^#]*Newest$/);
  t.regex(
    messageText(await pressButton(app, label.staff, older, 'recent:before:0')),
    /demos\n\*\*#15\*\*/,
  );

  const history = await runAsStaff('recent', { artist: label.artist });
  t.regex(
    messageText(history),
    new RegExp(
      `^### Demos of <@${label.artist}>\\n-# 14 demos · [^\\n]*\\n\\*\\*#14\\*\\*[\\s\\S]*#3\\*\\*[^#]*Older$`,
    ),
  );
  const rest = await pressButton(app, label.staff, history, `recent:before:3:${label.artist}`);
  t.regex(messageText(rest), /\n\*\*#2\*\*[^#]*\n\*\*#1\*\*[^#]*Newest$/);
  t.is(
    messageText(await runAsStaff('recent', { artist: label.owner })),
    `### No demos\n<@${label.owner}> hasn’t sent this label any.`,
  );
});

test('/queue: a demo links its card; decided demos are not listed', async (t) => {
  const { app, label, runAsStaff } = await createLabelWithDemos(3, 'pro');
  await runAsStaff('status', { number: 3, new_status: 'approved' });
  await runAsStaff('status', { number: 2, new_status: 'shortlisted' });
  const card = { channelId: label.staffChannel, messageId: '900000000000000001', botId: '1' };
  await app.tenancy.write(label.guildId, (db) => recordCard(db, 2, card));
  const queue = messageText(await runAsStaff('queue'));
  t.regex(
    queue,
    /Queue · 2 open[^\n]*\n\*\*#1\*\* ○ Track 1[^#]*\*\*#2\*\* ★ \[Track 2\]\(http\S+\/900000000000000001\) · KITE/,
  );
});

test('/status changes a status; a decision can be undone where it was made', async (t) => {
  const { app, label, runAsStaff } = await createLabelWithDemos(1, 'pro');
  const to = async (new_status: string, reason?: string) =>
    runAsStaff('status', { number: 1, new_status, ...(reason ? { reason } : {}) });

  t.is(messageText(await to('needs_review')), '**#1** is now **Needs review**.');
  const rejected = await to('rejected', 'Too long for us.');
  t.regex(
    messageText(rejected),
    /^✅ Rejected \*\*#1\*\*\. We’ll tell the artist <t:\d+:R>\.\nUndo$/,
  );
  t.regex(
    messageText(await to('approved')),
    /^\*\*Jonas\*\* already decided on this demo: \*\*Rejected\*\*, <t:/,
  );
  t.is(
    messageText(await pressButton(app, label.staff, rejected, 'review:undo:1')),
    '↩️ Undone: **#1** is **Needs review** again. The artist wasn’t told.',
  );
  // The button is still there; what it says now is true.
  t.is(
    messageText(await pressButton(app, label.staff, rejected, 'review:undo:1')),
    'You can’t do that: this demo is **Needs review**.',
  );
  t.is(messageText(await runAsStaff('status', { number: 99, new_status: 'signed' })), NO_DEMO_TEXT);
  t.regex(
    messageText(await runCommand(app, label.artist, label.demosChannel, 'withdraw', { number: 1 })),
    /You withdrew \*\*#1\*\*/,
  );
  t.is(messageText(await to('signed')), 'You can’t do that: this demo is **Withdrawn**.');
});

test('/status offers what the plan has, and says which plan has the rest', async (t) => {
  const suggest = async (plan: string | null, value = '') => {
    const { app, label, runAsStaff } = await createLabelWithDemos(1, plan);
    const outcome = await app.discord.control.autocomplete({
      ...{ personId: label.staff, channelId: label.staffChannel, command: 'status' },
      ...{ option: 'new_status', value },
    });
    const names = outcome.kind === 'autocomplete' ? outcome.choices.map(({ name }) => name) : [];
    return { names, runAsStaff };
  };
  const free = await suggest(null);
  t.deepEqual(free.names, ['In queue', 'Needs review', 'Approved', 'Rejected']);
  const to = async (new_status: string) =>
    messageText(await free.runAsStaff('status', { number: 1, new_status }));
  t.is(await to('shortlisted'), 'This needs the **Pro** plan. See `/premium` to upgrade.');
  t.is(await to(' needs REVIEW'), '**#1** is now **Needs review**.', 'typed, not chosen');
  t.regex(await to('great'), /Status/);
  t.is(
    messageText(await free.runAsStaff('shortlist')),
    'This needs the **Pro** plan. See `/premium` to upgrade.',
  );
  t.deepEqual((await suggest('pro', 'ed')).names, [
    ...['Needs review', 'Shortlisted', 'Processed', 'Contacted', 'Signed', 'Approved', 'Rejected'],
  ]);
});

test('/shortlist puts a demo on it, takes it off, and lists it in pages', async (t) => {
  const { app, label, runAsStaff } = await createLabelWithDemos(14, 'pro');
  t.regex(messageText(await runAsStaff('shortlist')), /^### The shortlist is empty\n/);
  const toggle = async (number: number) => messageText(await runAsStaff('shortlist', { number }));
  for (let number = 1; number <= 14; number++)
    t.is(await toggle(number), `★ **#${number}** is on the shortlist.`);
  t.is(await toggle(1), '**#1** is off the shortlist, and **In queue** again.');
  t.is(await toggle(99), NO_DEMO_TEXT);
  const first = await runAsStaff('shortlist');
  t.regex(
    messageText(first),
    /^### Shortlist · 13, longest wait first\n\*\*#2\*\* ★ [\s\S]*\*\*#13\*\*[^#]*Next$/,
  );
  const last = await pressButton(app, label.staff, first, 'shortlist:after:13');
  t.regex(messageText(last), /first\n\*\*#14\*\*[^#]*Back to start$/);
});

test('the reply to a decision says what became of it once it can no longer be undone', async (t) => {
  const { app, label, runAsStaff } = await createLabelWithDemos(2);
  await setUndoSeconds(app, label, 10);
  const approved = await runAsStaff('status', { number: 1, new_status: 'approved' });
  const rejected = await runAsStaff('status', { number: 2, new_status: 'rejected' });
  for (const reply of [approved, rejected])
    t.regex(messageText(reply), /tell the artist <t:\d+:R>/);
  await pressButton(app, label.staff, rejected, 'review:undo:2');
  const waitFor = (reply: Outcome, contains: string) =>
    waitForMessage(app, {
      channelId: label.staffChannel,
      messageId: getMessage(reply).id,
      contains,
      lacks: 'tell the artist',
    });
  t.is(messageText(await waitFor(approved, '#1')), '✅ Approved **#1**.');
  t.is(
    messageText(await waitFor(rejected, '#2')),
    'This decision on **#2** no longer applies. It’s now **In queue**.',
  );
});

test('undo comes too late once the artist’s message is due', async (t) => {
  const { app, label, runAsStaff } = await createLabelWithDemos(1);
  await setUndoSeconds(app, label, 0);
  const decided = await runAsStaff('status', { number: 1, new_status: 'approved' });
  t.is(
    messageText(await pressButton(app, label.staff, decided, 'review:undo:1')),
    'Too late to undo: the message to the artist is on its way.',
  );
});

test('suggestions: by number, title or artist; a number in full is found however old it is', async (t) => {
  const { app, label } = await createLabelWithDemos(27);
  const typed = (value: string, personId = label.staff, channelId = label.staffChannel) =>
    getSuggestions(app, personId, channelId, 'status', value);
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
  await makeModerator(app, label, label.artist);
  t.deepEqual(await typed('', label.artist, label.demosChannel), []);
});

test('/reply needs an existing demo and a message', async (t) => {
  const { runAsStaff } = await createLabelWithDemos(1);
  const reply = (number: number, message: string) =>
    runAsStaff('reply', { number, message }).then(messageText);
  t.is(
    await reply(1, 'Can you send stems?'),
    '✉️ Your message is on its way to the artist of **#1**. A copy goes to the thread.',
  );
  t.is(await reply(99, 'Hello'), NO_DEMO_TEXT);
  t.is(await reply(1, '\u200b'), 'Message can’t be blank.');
  t.like(await runAsStaff('reply', { number: 1, message: 'x'.repeat(2_001) }), {
    field: 'message',
  });
});

test('members cannot use staff commands, and learn nothing from them', async (t) => {
  const { app, label } = await createLabelWithDemos(1);
  t.like(await runCommand(app, label.artist, label.demosChannel, 'queue'), {
    code: 'HIDDEN_COMMAND',
  });
  await makeModerator(app, label, label.artist);
  for (const [command, options] of [
    ['queue', {}],
    ['status', { number: 1, new_status: 'approved' }],
    ['reply', { number: 1, message: 'x' }],
    ['staff_status', {}],
  ] as const)
    t.is(
      messageText(await runCommand(app, label.artist, label.demosChannel, command, options)),
      'Only this label’s staff can use this.',
      command,
    );
});
