import test, { type ExecutionContext } from 'ava';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { runBot } from '../../server/processes/bot.ts';
import { type House, startHouse } from '../helpers/house.ts';
import { createLabel, run, setUp, submitDemo, textOf } from '../helpers/label.ts';
import { suggestions, writeToBot } from '../helpers/on-discord.ts';

const connected = async ({ discord }: House) =>
  ((await discord.control.listSessions()) as unknown[]).length;

/** A bot that a test stops by itself; else the test's end does. */
const startBotOf = async (t: ExecutionContext, house: House) => {
  const bot = await runBot(house.env, house.log, new AbortController().signal);
  if (!bot) throw new Error('the bot did not start');
  let ended: Promise<void> | undefined;
  const stop = () => (ended ??= bot.stop());
  t.teardown(stop);
  return { stop };
};

test('asked to stop, the bot leaves, and everybody whom it heard still gets their answer', async (t) => {
  const house = await startHouse(t, { processes: [], strictDeadline: true });
  const { control } = house.discord;
  const bot = await startBotOf(t, house);
  const label = await createLabel(house, { plan: 'starter' });
  await setUp(house, label);
  await submitDemo(house, label);
  // Whose demo nobody withdraws meanwhile.
  const writer = label.secondArtist;
  await submitDemo(house, label, {}, writer);

  // Held at the database, so that they are all under way when the bot is asked to stop.
  house.ways.region.freeze();
  const under = [
    submitDemo(house, label, { trackTitle: 'Second Light' }),
    run(house, label.staff, label.staffChannel, 'queue'),
    run(house, label.artist, label.demos, 'withdraw', { number: 1 }),
  ];
  const written = writeToBot(house, writer, { content: 'Any news?' });
  const typed = suggestions(house, label.staff, label.staffChannel, 'status', '');
  const told = await Promise.all(under);
  for (const outcome of told) t.regex(textOf(outcome), /longer than usual/);
  const stopped = bot.stop();
  house.ways.region.mend();
  await stopped;

  t.is(await connected(house), 0);
  const seen = async (personId: string, channelId: string) =>
    JSON.stringify(await control.readEphemeral({ personId, channelId }));
  t.regex(await seen(label.artist, label.demos), /Demo #3 is in/);
  t.regex(await seen(label.artist, label.demos), /You took \*\*#1\*\* back/);
  t.regex(await seen(label.staff, label.staffChannel), /Queue · \d open|queue is empty/);
  t.regex(textOf((await written).answer), /Passed on to the label/);
  t.deepEqual(await typed, []);
  // Nobody is there any more.
  t.like(await run(house, label.artist, label.demos, 'my_subs'), {
    kind: 'error',
    code: 'NO_ANSWER',
  });

  await startBotOf(t, house);
  t.regex(textOf(await run(house, label.artist, label.demos, 'my_subs')), /Second Light/);
});

test('the connection breaks: what people did meanwhile is answered', async (t) => {
  const house = await startHouse(t, { processes: ['bot'] });
  const label = await createLabel(house, { plan: 'starter' });
  await setUp(house, label);
  await submitDemo(house, label);
  const [session] = (await house.discord.control.listSessions()) as { id: string }[];

  await house.discord.control.dropGateway({ applicationId: LOCAL_APP.id });
  const meanwhile = await Promise.all([
    run(house, label.staff, label.staffChannel, 'queue'),
    run(house, label.artist, label.demos, 'my_subs'),
    writeToBot(house, label.artist, { content: 'Any news?' }),
  ]);
  t.regex(textOf(meanwhile[0]), /Queue · 1 open/);
  t.regex(textOf(meanwhile[1]), /Glass Horizon/);
  t.regex(textOf(meanwhile[2].answer), /Passed on to the label/);
  // Resumed, not begun anew: Discord allows few of those.
  const after = (await house.discord.control.listSessions()) as { id: string }[];
  t.deepEqual(
    after.map(({ id }) => id),
    [session?.id],
  );
});
