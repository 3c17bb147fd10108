import test, { type ExecutionContext } from 'ava';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { runBot } from '../../server/processes/bot.ts';
import { startApp, type TestApp } from '../helpers/app.ts';
import { getSuggestions, sendDmToBot } from '../helpers/discord-actions.ts';
import { createLabel, messageText, runCommand, setUpLabel, submitDemo } from '../helpers/label.ts';

const countSessions = async ({ discord }: TestApp) =>
  ((await discord.control.listSessions()) as unknown[]).length;

/** A bot that a test stops by itself; else the test's end does. */
const startStoppableBot = async (t: ExecutionContext, app: TestApp) => {
  const bot = await runBot(app.env, app.log, new AbortController().signal);
  if (!bot) throw new Error('the bot did not start');
  let ended: Promise<void> | undefined;
  const stop = () => (ended ??= bot.stop());
  t.teardown(stop);
  return { stop };
};

test('a stopping bot disconnects and still responds to everything it received', async (t) => {
  const app = await startApp(t, { processes: [], hasStrictDeadline: true, hasFaultProxies: true });
  const { control } = app.discord;
  const bot = await startStoppableBot(t, app);
  const label = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, label);
  await submitDemo(app, label);
  // Whose demo nobody withdraws meanwhile.
  const writer = label.secondArtist;
  await submitDemo(app, label, {}, writer);

  // Held at the database, so that all are in flight when the bot stops.
  app.proxies.region.freeze();
  const pendingOutcomes = [
    submitDemo(app, label, { trackTitle: 'Second Light' }),
    runCommand(app, label.staff, label.staffChannel, 'queue'),
    runCommand(app, label.artist, label.demosChannel, 'withdraw', { number: 1 }),
  ];
  const pendingReply = sendDmToBot(app, writer, { content: 'Any news?' });
  const pendingSuggestions = getSuggestions(app, label.staff, label.staffChannel, 'status', '');
  const slowOutcomes = await Promise.all(pendingOutcomes);
  for (const outcome of slowOutcomes) t.regex(messageText(outcome), /longer than usual/);
  const stopped = bot.stop();
  app.proxies.region.restore();
  await stopped;

  t.is(await countSessions(app), 0);
  const seen = async (personId: string, channelId: string) =>
    JSON.stringify(await control.readEphemeral({ personId, channelId }));
  t.regex(await seen(label.artist, label.demosChannel), /Demo #3 is in/);
  t.regex(await seen(label.artist, label.demosChannel), /You withdrew \*\*#1\*\*/);
  t.regex(await seen(label.staff, label.staffChannel), /Queue · \d open|queue is empty/);
  t.regex(messageText((await pendingReply).answer), /Sent to the label/);
  t.deepEqual(await pendingSuggestions, []);
  // Nobody is there any more.
  t.like(await runCommand(app, label.artist, label.demosChannel, 'my_subs'), {
    kind: 'error',
    code: 'NO_ANSWER',
  });

  await startStoppableBot(t, app);
  t.regex(
    messageText(await runCommand(app, label.artist, label.demosChannel, 'my_subs')),
    /Second Light/,
  );
});

test('the connection breaks: interactions of that time are answered', async (t) => {
  const app = await startApp(t, { processes: ['bot'] });
  const label = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, label);
  await submitDemo(app, label);
  const [session] = (await app.discord.control.listSessions()) as { id: string }[];

  await app.discord.control.dropGateway({ applicationId: LOCAL_APP.id });
  const meanwhile = await Promise.all([
    runCommand(app, label.staff, label.staffChannel, 'queue'),
    runCommand(app, label.artist, label.demosChannel, 'my_subs'),
    sendDmToBot(app, label.artist, { content: 'Any news?' }),
  ]);
  t.regex(messageText(meanwhile[0]), /Queue · 1 open/);
  t.regex(messageText(meanwhile[1]), /Glass Horizon/);
  t.regex(messageText(meanwhile[2].answer), /Sent to the label/);
  // Resumed, not identified again: Discord limits IDENTIFY.
  const after = (await app.discord.control.listSessions()) as { id: string }[];
  t.deepEqual(
    after.map(({ id }) => id),
    [session?.id],
  );
});
