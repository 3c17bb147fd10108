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

const getApp = sharedApp();

test('/assign: oneself, somebody of the team, nobody; the card says who, and pings no one', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const { card } = await submitDemoWithCard(app, label);
  const assign = async (options: object = {}) =>
    messageText(
      await runCommand(app, label.staff, label.staffChannel, 'assign', { number: 1, ...options }),
    );
  const waitForCard = (contains: string) =>
    waitForMessage(app, { channelId: label.staffChannel, messageId: card.id, contains });

  t.is(await assign(), '👤 **#1** is assigned to you.');
  await waitForCard(`👤 Assigned to <@${label.staff}>`);
  t.is(await assign({ member: label.staff }), '👤 **#1** is assigned to you.');
  t.is(
    await assign({ member: label.owner }),
    `👤 **#1** is assigned to <@${label.owner}>. They weren’t notified.`,
  );
  const assigned = await waitForCard(`👤 Assigned to <@${label.owner}>`);
  t.deepEqual(assigned.mentions, []);
  t.is(
    await assign({ member: label.artist }),
    'They aren’t on this label’s team. Your team has a staff role, or sees the staff channel.',
  );
  t.is(await assign({ unassign: true }), '👤 **#1** isn’t assigned to anyone now.');
  const free = await waitForMessage(app, {
    ...{ channelId: label.staffChannel, messageId: card.id },
    ...{ contains: 'In queue', lacks: 'Assigned' },
  });
  t.notRegex(messageText(free), /👤/);
});
