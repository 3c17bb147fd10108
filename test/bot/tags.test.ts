import test from 'ava';
import { submitDemoWithCard } from '../helpers/discord-actions.ts';
import {
  createLabel,
  messageText,
  runCommand,
  setUpLabel,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot', 'worker'] });

test('/tag adds, suggests and removes tags, and the card shows them', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const { staff, staffChannel } = label;
  await submitDemoWithCard(app, label);
  const runTag = async (options: Record<string, string | number>) =>
    messageText(await runCommand(app, staff, staffChannel, 'tag', { number: 1, ...options }));
  const suggest = async (option: string, value: string) => {
    const outcome = await app.discord.control.autocomplete({
      personId: staff,
      channelId: staffChannel,
      command: 'tag',
      option,
      value,
      options: { number: 1 },
    });
    return outcome.kind === 'autocomplete' ? outcome.choices.map(({ name }) => name) : outcome;
  };

  t.is(await runTag({}), '🏷️ **#1** has no tags.');
  t.is(await runTag({ add: 'Techno' }), '🏷️ **#1**: Techno');
  await waitForMessage(app, { channelId: staffChannel, contains: '🏷️ Techno' });
  t.is(await runTag({ add: '*loud*', remove: 'techno' }), '🏷️ **#1**: \\*loud\\*');
  await waitForMessage(app, { channelId: staffChannel, contains: 'loud' });
  t.deepEqual(await suggest('remove', ''), ['*loud*']);
  t.deepEqual(await suggest('add', ''), []);
  t.regex(await runTag({ add: 'x'.repeat(40) }), /^Tag can have at most 32 characters/);
  t.regex(
    messageText(await runCommand(app, staff, staffChannel, 'tag', { number: 9 })),
    /^There’s no demo/,
  );
});

test('/tag on a plan without tags names the plan that has them', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  await submitDemoWithCard(app, label);
  t.regex(
    messageText(await runCommand(app, label.staff, label.staffChannel, 'tag', { number: 1 })),
    /needs the \*\*Pro\*\* plan/,
  );
});
