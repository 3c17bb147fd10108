import test from 'ava';
import type { Outcome } from '../../sandbox/discord/index.ts';
import {
  getMessage,
  getSuggestions,
  pressButton,
  sendDmToBot,
} from '../helpers/discord-actions.ts';
import {
  createLabel,
  type Label,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

// Discord shows an error after three seconds without an acknowledgement; the tests see none.
const getApp = sharedApp({
  processes: ['bot'],
  regions: ['eu-uk', 'us-east'],
  variables: { POOL_TIMEOUT_MS: '1000' },
  hasStrictDeadline: true,
  hasFaultProxies: true,
});
const UNAVAILABLE_PATTERN =
  /^The label’s database isn’t responding\. In a minute, check whether this went through/;
/** What /db_status says, which is there for that. */
const UNAVAILABLE_STATUS_PATTERN = /Your data is in .*It isn’t responding/s;
const isUnavailableText = (text: string) =>
  UNAVAILABLE_PATTERN.test(text) || UNAVAILABLE_STATUS_PATTERN.test(text);
const SLOW_PATTERN = /^This is taking longer than usual/;

async function createFixture(): Promise<{
  app: Awaited<ReturnType<typeof getApp>>;
  label: Label;
  decided: Outcome;
}> {
  const app = await getApp();
  const createdLabel = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, createdLabel);
  await submitDemo(app, createdLabel);
  const decided = await runCommand(app, createdLabel.staff, createdLabel.staffChannel, 'status', {
    number: 1,
    new_status: 'approved',
  });
  return { app, label: createdLabel, decided };
}

/** Everything that asks the label's database, by somebody who may. */
const sendEveryRequest = (
  app: Awaited<ReturnType<typeof getApp>>,
  at: Label,
  decided: Outcome,
): Promise<Outcome>[] => [
  runCommand(app, at.owner, at.generalChannel, 'start', { label_name: 'Again' }),
  runCommand(app, at.owner, at.generalChannel, 'setup_staff', { channel: at.staffChannel }),
  runCommand(app, at.owner, at.generalChannel, 'db_status'),
  runCommand(app, at.staff, at.staffChannel, 'staff_status'),
  runCommand(app, at.artist, at.demosChannel, 'my_subs'),
  runCommand(app, at.artist, at.demosChannel, 'submission', { number: 1 }),
  runCommand(app, at.artist, at.demosChannel, 'withdraw', { number: 1 }),
  runCommand(app, at.staff, at.staffChannel, 'queue'),
  runCommand(app, at.staff, at.staffChannel, 'status', { number: 1, new_status: 'contacted' }),
  runCommand(app, at.staff, at.staffChannel, 'reply', { number: 1, message: 'Hello' }),
  submitDemo(app, at),
  pressButton(app, at.staff, decided, 'review:undo:1'),
];

test.serial(
  'a database that refuses connections: everything says so at once, and works when it is back',
  async (t) => {
    const { app, label: at, decided } = await createFixture();
    app.proxies.region.disconnect();
    for (const outcome of await Promise.all(sendEveryRequest(app, at, decided))) {
      t.true(outcome.kind === 'message' && outcome.ephemeral, JSON.stringify(outcome));
      t.true(isUnavailableText(messageText(outcome)), messageText(outcome));
    }
    const checklist = messageText(await runCommand(app, at.owner, at.generalChannel, 'setup'));
    t.regex(checklist, /⬜ Your database isn’t responding/);
    // What cannot be known is not said.
    t.notRegex(checklist, /Name your label|Choose where/);
    t.deepEqual(await getSuggestions(app, at.staff, at.staffChannel, 'status', ''), []);
    t.regex(
      messageText((await sendDmToBot(app, at.artist, { content: 'Hello?' })).answer),
      UNAVAILABLE_PATTERN,
    );
    // What asks no label's database goes on.
    t.regex(
      messageText(await runCommand(app, at.artist, at.demosChannel, 'help')),
      /demos for your label/,
    );
    t.regex(
      messageText(await runCommand(app, at.artist, at.demosChannel, 'premium')),
      /\*\*Starter\*\* plan/,
    );

    app.proxies.region.restore();
    t.regex(
      messageText(await runCommand(app, at.staff, at.staffChannel, 'queue')),
      /The queue is empty/,
    );
    t.regex(
      messageText(await submitDemo(app, at, { trackTitle: 'Second Light' })),
      /Demo #2 is in/,
    );
  },
);

test.serial(
  'a database that hangs: people get a notice first and an error in the end',
  async (t) => {
    const { app, label: at, decided } = await createFixture();
    app.proxies.region.freeze();
    // On the open connection, which hangs; who needs a new one has an error after a second.
    const slow = await runCommand(app, at.artist, at.demosChannel, 'my_subs');
    t.regex(messageText(slow), SLOW_PATTERN);
    const asked = sendEveryRequest(app, at, decided);
    const typed = getSuggestions(app, at.staff, at.staffChannel, 'status', '');
    t.deepEqual(await typed, []);
    for (const outcome of [slow, ...(await Promise.all(asked))]) {
      const { id: messageId, channel_id: channelId } = getMessage(outcome);
      const last = await waitForMessage(app, {
        channelId,
        messageId,
        contains: 'isn’t responding',
        timeoutMs: 90_000,
      });
      t.true(isUnavailableText(messageText(last)), messageText(last));
    }
    app.proxies.region.restore();
    t.regex(
      messageText(await runCommand(app, at.staff, at.staffChannel, 'queue')),
      /The queue is empty/,
    );
  },
);

test.serial('a slow database: the late response replaces the notice', async (t) => {
  const { app, label: at } = await createFixture();
  app.proxies.region.freeze();
  const slowNotice = await runCommand(app, at.artist, at.demosChannel, 'my_subs');
  t.regex(messageText(slowNotice), SLOW_PATTERN);
  app.proxies.region.restore();
  const { id: messageId, channel_id: channelId } = getMessage(slowNotice);
  const late = await waitForMessage(app, { channelId, messageId, contains: 'Your demos' });
  t.regex(messageText(late), /Glass Horizon/);
});

test.serial('a database that hangs does not hold up the demos of other servers', async (t) => {
  const { app, label: at } = await createFixture();
  const elsewhere = await createLabel(app, { name: 'Harbour' });
  await app.tenancy.provision(elsewhere.guildId, 'us-east');
  await setUpLabel(app, elsewhere);
  const { artist } = at;
  await app.discord.control.join({ serverId: elsewhere.guildId, personId: artist });
  await submitDemo(app, elsewhere, { trackTitle: 'Second Light' }, artist);
  const ask = () => runCommand(app, artist, at.demosChannel, 'my_demos').then(messageText);
  t.regex(
    await ask(),
    /\*\*Harbour\*\*\n[^\n]*Second Light[\s\S]*\*\*Label \d+\*\*\n[^\n]*Glass Horizon/,
  );
  app.proxies.region.freeze();
  const text = await ask();
  t.regex(text, /\*\*Harbour\*\*\n[^\n]*Second Light/);
  t.regex(text, /Can’t be read right now: Label \d+\. Try again/);
  t.notRegex(text, /Glass Horizon/);
  app.proxies.region.restore();
  t.regex(await ask(), /Glass Horizon/);
});

test.serial('a slow database: a form that shows what is stored does not open late', async (t) => {
  const { app, label: at } = await createFixture();
  const shown = await runCommand(app, at.owner, at.generalChannel, 'rules');
  app.proxies.region.freeze();
  const slow = await pressButton(app, at.owner, shown, 'rules:roles');
  t.is(messageText(slow), 'This took too long to open. Try again in a minute.');
  app.proxies.region.restore();
  const form = await pressButton(app, at.owner, shown, 'rules:roles');
  t.is(form.kind, 'modal');
});

test.serial(
  'the control database is unavailable: known labels keep working; what needs it says so',
  async (t) => {
    const { app, label: at } = await createFixture();
    const unknown = await createLabel(app);
    app.proxies.control.disconnect();
    t.regex(
      messageText(await submitDemo(app, at, { trackTitle: 'Second Light' })),
      /Demo #2 is in/,
    );
    t.regex(
      messageText(await runCommand(app, at.staff, at.staffChannel, 'queue')),
      /Queue · 1 open/,
    );
    t.regex(
      messageText(
        await runCommand(app, unknown.owner, unknown.generalChannel, 'start', {
          label_name: 'New',
        }),
      ),
      UNAVAILABLE_PATTERN,
    );
    t.regex(
      messageText((await sendDmToBot(app, at.artist, { content: 'Hello?' })).answer),
      UNAVAILABLE_PATTERN,
    );
    app.proxies.control.restore();
    t.regex(
      messageText(
        await runCommand(app, unknown.owner, unknown.generalChannel, 'start', {
          label_name: 'New',
        }),
      ),
      /Welcome, New/,
    );
    t.regex(
      messageText((await sendDmToBot(app, at.artist, { content: 'Hello?' })).answer),
      /Sent to the label|Which demo/,
    );
  },
);
