import test from 'ava';
import { getSuggestions, pressButton } from '../helpers/discord-actions.ts';
import { createLabel, messageText, runCommand, setUpLabel, submitDemo } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });
const noDemo = (number: number) => `There’s no demo **#${number}**. Check the number.`;

test('/submit: a form, a receipt with the number, and a note on a link that was sent before', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  const openForm = () => runCommand(app, label.artist, label.demosChannel, 'submit');
  t.is(
    messageText(await openForm()),
    'Vektra isn’t set up in this server yet. Ask an admin to run `/setup`.',
  );
  await runCommand(app, label.owner, label.generalChannel, 'start', { label_name: 'Nightfall' });
  t.is(
    messageText(await openForm()),
    'This label can’t take demos yet: it has no staff channel. Ask an admin to run `/setup`.',
  );
  await setUpLabel(app, label);

  const first = await submitDemo(app, label);
  t.true(first.kind === 'message' && first.ephemeral);
  t.regex(messageText(first), /Demo #1 is in\n\*\*Glass Horizon\*\* is with Label/);
  t.regex(messageText(first), /Track it with `\/submission`/);
  t.notRegex(messageText(first), /already has this link/);
  const again = await submitDemo(app, label, {
    trackUrl: 'https://m.soundcloud.com/KITE/glass-horizon/?utm_source=clipboard',
  });
  t.regex(messageText(again), /Demo #2 is in[\s\S]*already has this link/);
  // The form needs only what it needs.
  t.regex(messageText(await submitDemo(app, label, { message: '' })), /Demo #3 is in/);
});

test('an invalid form names every wrong field and creates no demo', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const refused = async (demo: object) => messageText(await submitDemo(app, label, demo));

  t.is(
    await refused({ trackUrl: 'javascript:alert(1)' }),
    'Track link must be a web link, one that starts with https://.\nFix and resend',
  );
  t.regex(await refused({ trackUrl: 'my soundcloud' }), /^Track link: there’s no link in it/);
  t.is(
    await refused({ artistName: '\u3164', trackTitle: 'a\u0000b', trackUrl: 'ftp://x.example/a' }),
    [
      'Artist name can’t be blank.',
      'Track title contains control characters. Use plain text.',
      'Track link must be a web link, one that starts with https://.',
      'Fix and resend',
    ].join('\n'),
  );
  t.like(await submitDemo(app, label, { trackTitle: 'x'.repeat(301) }), {
    kind: 'error',
    field: 'trackTitle',
  });
  t.regex(
    messageText(await runCommand(app, label.artist, label.demosChannel, 'my_subs')),
    /No demos yet\nSend your first one with `\/submit`/,
  );
});

test('/my_subs and /submission show one’s own demos; others’ are not found', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  await submitDemo(app, label);
  await submitDemo(app, label, { trackTitle: 'Second Light' });
  const runAs = (personId: string, command: string, options = {}) =>
    runCommand(app, personId, label.demosChannel, command, options).then(messageText);

  const mine = await runAs(label.artist, 'my_subs');
  t.regex(
    mine,
    /Your demos\n\*\*#2\*\* ○ Second Light · Received · <t:\d+:R>\n\*\*#1\*\* ○ Glass Horizon/,
  );
  t.regex(
    await runAs(label.artist, 'submission', { number: 1 }),
    /#1 · Glass Horizon\n○ \*\*Received\*\* · sent <t:/,
  );

  // Staff have listened, and the label wishes that artists see it.
  await app.tenancy.write(label.guildId, async (db) => {
    await db.table('listens').insert({
      ...{ subject_type: 'submission', subject_id: '1', user_id: label.staff, user_name: 'Jonas' },
      ...{ heard_ms: 10_000, first_at: 1, last_at: 1, track: 'file:1', position_ms: 0 },
    });
  });
  t.notRegex(await runAs(label.artist, 'submission', { number: 1 }), /listened/);
  await app.tenancy.write(label.guildId, async (db) => {
    const sections = { listens: { revision: 1, value: { isShownToArtists: true } } };
    const { document = '{}' } = (await db.table('guild_settings').first('document')) ?? {};
    const settings = JSON.parse(document);
    Object.assign(settings, { sections: { ...settings.sections, ...sections } });
    await db.table('guild_settings').update({ document: JSON.stringify(settings) });
  });
  const listened = await runAs(label.artist, 'submission', { number: 1 });
  t.regex(listened, /The label has listened to it\./);
  t.notRegex(listened.replace(/<t:\d+:R>/, ''), /Jonas|10/);
  t.notRegex(await runAs(label.artist, 'submission', { number: 2 }), /listened/);

  t.is(await runAs(label.artist, 'submission', { number: 99 }), noDemo(99));
  t.is(await runAs(label.secondArtist, 'submission', { number: 1 }), noDemo(1));
  t.is(await runAs(label.owner, 'submission', { number: 1 }), noDemo(1));
  t.like(await runCommand(app, label.artist, label.demosChannel, 'submission', { number: 0 }), {
    field: 'number',
  });

  const offered = await getSuggestions(
    app,
    label.artist,
    label.demosChannel,
    'submission',
    'second',
  );
  t.deepEqual(offered, [{ name: '#2 · Second Light · KITE (Received)', value: 2 }]);
  t.deepEqual(
    await getSuggestions(app, label.secondArtist, label.demosChannel, 'submission', ''),
    [],
  );
});

test('/my_subs shows the newest twenty and how to see others', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  for (let sent = 0; sent < 21; sent++)
    await submitDemo(app, label, { trackTitle: `Track ${sent}` });
  const mine = messageText(await runCommand(app, label.artist, label.demosChannel, 'my_subs'));
  t.regex(mine, /\*\*#21\*\*[\s\S]*\*\*#2\*\*[\s\S]*Showing your newest 20\. Use `\/submission`/);
  t.notRegex(mine, /\*\*#1\*\*/);
});

test('/withdraw withdraws one’s own open demo, once', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  await submitDemo(app, label);
  await submitDemo(app, label, { trackTitle: 'Second Light' });
  const withdraw = (personId: string, number: number) =>
    runCommand(app, personId, label.demosChannel, 'withdraw', { number }).then(messageText);

  t.is(await withdraw(label.artist, 99), noDemo(99));
  t.is(await withdraw(label.secondArtist, 1), noDemo(1));
  t.is(await withdraw(label.artist, 1), 'You withdrew **#1**.');
  t.is(await withdraw(label.artist, 1), 'You can’t do that: this demo is **Withdrawn**.');
  t.regex(
    messageText(await runCommand(app, label.artist, label.demosChannel, 'my_subs')),
    /\*\*#1\*\* ↩ Glass Horizon · Withdrawn/,
  );

  // Until the decision leaves, the artist sees nothing of it, and may still withdraw.
  const approve = { number: 2, new_status: 'approved' };
  const decided = await runCommand(app, label.staff, label.staffChannel, 'status', approve);
  const runAsArtist = (command: string, options = {}) =>
    runCommand(app, label.artist, label.demosChannel, command, options).then(messageText);
  t.regex(await runAsArtist('submission', { number: 2 }), /○ \*\*Received\*\*/);
  t.regex(await runAsArtist('my_subs'), /Second Light · Received/);
  t.deepEqual(await getSuggestions(app, label.artist, label.demosChannel, 'withdraw', ''), [
    { name: '#2 · Second Light · KITE (Received)', value: 2 },
  ]);
  t.is(await withdraw(label.artist, 2), 'You withdrew **#2**.');
  t.is(
    messageText(await pressButton(app, label.staff, decided, 'review:undo:2')),
    'You can’t do that: this demo is **Withdrawn**.',
  );
});
