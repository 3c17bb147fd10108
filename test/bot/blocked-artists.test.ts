import test from 'ava';
import { createLabel, messageText, runCommand, setUpLabel, submitDemo } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });

test('/block and /unblock: the artist learns only that the label is closed to them', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const say = async (command: string, options: Record<string, string>, personId = label.staff) =>
    messageText(await runCommand(app, personId, label.staffChannel, command, options));
  await submitDemo(app, label);
  t.regex(
    await say('block', { artist: label.artist, reason: 'Spam' }),
    /^\*\*.+\*\* can’t send demos or messages here any more\..*\n-# `\/unblock` ends it\.$/,
  );
  t.is(
    messageText(await runCommand(app, label.artist, label.demosChannel, 'submit')),
    'This label is closed to you.',
  );
  const outcome = await app.discord.control.autocomplete({
    ...{ personId: label.staff, channelId: label.staffChannel, command: 'unblock' },
    ...{ option: 'blocked', value: '' },
  });
  t.true(outcome.kind === 'autocomplete');
  const [choice] = outcome.kind === 'autocomplete' ? outcome.choices : [];
  t.regex(choice?.name ?? '', / · blocked by /);
  t.is(choice?.value, label.artist);
  const blocked = label.artist;
  t.regex(await say('unblock', { blocked }), /can send demos and messages again\.$/);
  t.is(await say('unblock', { blocked }), 'They aren’t blocked.');
  const form = await runCommand(app, label.artist, label.demosChannel, 'submit');
  t.is(form.kind, 'modal');
});
