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

test('/rate and /priority: the team sees them on the card, the artist nowhere', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, label);
  const { card } = await submitDemoWithCard(app, label);
  const run = async (command: string, options: object, personId = label.staff) =>
    messageText(
      await runCommand(app, personId, label.staffChannel, command, { number: 1, ...options }),
    );
  const waitForCard = (contains: string) =>
    waitForMessage(app, { channelId: label.staffChannel, messageId: card.id, contains });
  const readAsArtist = async () =>
    messageText(
      await runCommand(app, label.artist, label.demosChannel, 'submission', { number: 1 }),
    );
  const before = await readAsArtist();

  t.is(await run('rate', {}), '⭐ No one has rated **#1** yet.');
  t.is(await run('rate', { stars: 4 }), '⭐ **#1**: 4 from one person\n★★★★☆ Jonas');
  t.is(
    await run('rate', { stars: 5 }, label.owner),
    '⭐ **#1**: 4.5 from 2 people\n★★★★★ Mara\n★★★★☆ Jonas',
  );
  await waitForCard('⭐ 4.5 from 2 people');
  t.is(await run('priority', { level: 'high' }), '**#1** has priority **High**.');
  await waitForCard('🔺 High priority');
  // That somebody acted is told by this alone: the artist can correct nothing any more.
  t.is(await readAsArtist(), before.replace('\nCorrect', ''));
  t.is(
    await run('rate', { remove_mine: true }, label.owner),
    '⭐ **#1**: 4 from one person\n★★★★☆ Jonas',
  );
  await waitForCard('⭐ 4 from one person');
});
