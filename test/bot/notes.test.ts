import test from 'ava';
import { submitDemoWithCard, waitForThread } from '../helpers/discord-actions.ts';
import {
  createLabel,
  messageText,
  runCommand,
  setUpLabel,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp();

test('/note: in the thread and on the dashboard; it notifies exactly whom it may', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  await submitDemoWithCard(app, label);
  const thread = await waitForThread(app, label, 1);
  const note = async (text: string) =>
    messageText(
      await runCommand(app, label.staff, label.staffChannel, 'note', { number: 1, text }),
    );
  t.is(
    await note(`<@${label.owner}> and <@${label.artist}>, <@123> and @everyone: **listen**`),
    [
      '📝 Your note on **#1** goes to its thread and the dashboard.',
      '🔔 Notified there: Mara.',
      '🔕 Can’t see the thread, so not notified: Kite.',
    ].join('\n'),
  );
  const posted = await waitForMessage(app, { channelId: thread, contains: 'listen' });
  t.regex(
    messageText(posted),
    new RegExp(
      `^📝 \\*\\*Jonas\\*\\* added a note\\n@\\u200bMara and @\\u200bKite, .*\\\\\\*\\\\\\*listen.*\\n-# 🔔 <@${label.owner}>$`,
    ),
  );
  t.deepEqual(
    posted.mentions.map(({ id }) => id),
    [label.owner],
  );
  t.false(posted.mention_everyone);
  const [stored] = await app.tenancy.read(label.guildId, async (db) =>
    db.table('notes').select('body'),
  );
  t.is(stored?.body, '@Mara and @Kite, <@123> and @everyone: **listen**');

  t.is(await note('Plain'), '📝 Your note on **#1** goes to its thread and the dashboard.');
  t.deepEqual((await waitForMessage(app, { channelId: thread, contains: 'Plain' })).mentions, []);
});
