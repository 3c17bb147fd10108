import { setTimeout as wait } from 'node:timers/promises';
import test from 'ava';
import { BOT_PERMISSIONS } from '../../sandbox/discord/index.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { waitForDeliveries } from '../chaos/wait-for-deliveries.ts';
import type { TestApp } from '../helpers/app.ts';
import {
  pressButton,
  sendDmToBot,
  submitDemoWithCard,
  submitForm,
  waitForDm,
} from '../helpers/discord-actions.ts';
import {
  createLabel,
  createLabelOnDiscord,
  createStaffChannel,
  findButton,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp();

const PERMISSION = {
  view: 1n << 10n,
  send: 1n << 11n,
  manageMessages: 1n << 13n,
  attachFiles: 1n << 15n,
  privateThreads: 1n << 36n,
};

test('/start welcomes once and renames afterwards; /setup lists what is missing until nothing is', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  const runAsOwner = (command: string, options = {}) =>
    runCommand(app, label.owner, label.generalChannel, command, options).then(messageText);

  t.regex(await runAsOwner('setup'), /⬜ Name your label with `\/start`/);
  t.regex(
    await runAsOwner('start', { label_name: 'Nightfall' }),
    /Welcome, Nightfall[\s\S]*`\/setup_staff`/,
  );
  t.is(
    await runAsOwner('start', { label_name: 'Nightfall Two' }),
    'Your label is now called **Nightfall Two**.',
  );

  const halfway = await runAsOwner('setup');
  t.regex(halfway, /Almost there/);
  t.regex(halfway, /✅ Your label is called \*\*Nightfall Two\*\*/);
  t.regex(halfway, /⬜ Choose where demos arrive with `\/setup_staff`/);
  // Of a channel that is not chosen nothing is said.
  t.notRegex(halfway, /I’m missing|@everyone|undefined|null/);

  t.regex(
    await runAsOwner('setup_staff', { channel: label.staffChannel }),
    /Demos arrive in <#\d+>/,
  );
  const done = await runAsOwner('setup');
  t.regex(done, /All set\nArtists can send demos with `\/submit`/);
  t.notRegex(done, /⬜/);
});

test('a name that is too long, blank or broken is refused, with the field named', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  const start = (label_name: string) =>
    runCommand(app, label.owner, label.generalChannel, 'start', { label_name });

  t.like(await start('x'.repeat(61)), {
    kind: 'error',
    code: 'INVALID_INPUT',
    field: 'label_name',
  });
  t.is(messageText(await start('\u200b\u2060\ufe0f')), 'Label name can’t be blank.');
  t.regex(messageText(await start('Night\u0007fall')), /^Label name contains control characters/);
  t.regex(
    messageText(await runCommand(app, label.artist, label.demosChannel, 'my_subs')),
    /isn’t set up/,
  );
  // Counted as people count: sixty of any character are a name.
  t.regex(messageText(await start('🦑'.repeat(60))), /Welcome, 🦑🦑/);
  t.regex(
    messageText(await runCommand(app, label.owner, label.generalChannel, 'setup')),
    /is called \*\*🦑🦑/,
  );
});

test('a hostile label name is shown as plain text and pings nobody', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  const outcome = await runCommand(app, label.owner, label.generalChannel, 'start', {
    label_name: '@everyone **[x](https://evil.example)** `c`',
  });
  const text = messageText(outcome);
  t.notRegex(text, /@everyone|\]\(https|(?<!\\)`c/);
  t.true(outcome.kind === 'message' && outcome.ephemeral && !outcome.message.mention_everyone);
});

test('/setup_staff refuses a public channel and names missing permissions', async (t) => {
  const app = await getApp();
  const { control } = app.discord;
  const label = await createLabel(app);
  const choose = () =>
    runCommand(app, label.owner, label.generalChannel, 'setup_staff', {
      channel: label.staffChannel,
    });

  t.regex(
    messageText(await choose()),
    /isn’t set up in this server yet\. Ask an admin to run `\/setup`/,
  );
  await runCommand(app, label.owner, label.generalChannel, 'start', { label_name: 'Nightfall' });
  t.regex(
    messageText(
      await runCommand(app, label.owner, label.generalChannel, 'setup_staff', {
        channel: label.generalChannel,
      }),
    ),
    /^Everyone can see <#\d+>, and anyone who can see the staff channel is staff/,
  );

  const { view, send, privateThreads } = PERMISSION;
  await control.editChannel({
    channelId: label.staffChannel,
    private: true,
    roles: ['Staff'],
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: view, deny: send | privateThreads }],
  });
  t.is(
    messageText(await choose()),
    `I’m missing permissions in <#${label.staffChannel}>: Send Messages, Create Private Threads. Grant them, then try again.`,
  );
});

test('/setup names roles that see the staff channel and are not offered staff’s commands', async (t) => {
  const app = await getApp();
  const { control } = app.discord;
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const check = () => runCommand(app, label.owner, label.generalChannel, 'setup').then(messageText);
  const { roles } = await control.getServer({ serverId: label.guildId });
  const staffRole = roles.find(({ name }) => name === 'Staff')!;
  t.notRegex(await check(), /ℹ️/);
  await control.editChannel({
    channelId: label.staffChannel,
    overwrites: [
      { id: label.guildId, type: 0, deny: PERMISSION.view },
      { id: staffRole.id, type: 0, allow: PERMISSION.view, deny: PERMISSION.manageMessages },
      { id: LOCAL_APP.id, type: 1, allow: PERMISSION.view | PERMISSION.send },
    ],
  });
  const without = await check();
  t.regex(without, new RegExp(`ℹ️ Discord doesn’t offer [^\\n]*<@&${staffRole.id}>`));
  t.regex(without, /All set/, 'it is no condition');
});

test('/setup: everything that breaks later is a line of its own that says how to fix it', async (t) => {
  const app = await getApp();
  const { control } = app.discord;
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const check = () => runCommand(app, label.owner, label.generalChannel, 'setup').then(messageText);
  const channelId = label.staffChannel;
  const { view, send, attachFiles } = PERMISSION;

  await control.editChannel({
    channelId,
    private: true,
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: view, deny: send | attachFiles }],
  });
  t.regex(
    await check(),
    /⬜ I’m missing permissions in <#\d+>: Send Messages, Attach Files\. Grant them/,
  );

  await control.editChannel({
    channelId,
    private: false,
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: view | send }],
  });
  t.regex(await check(), /⬜ Hide <#\d+> from @everyone/);

  await control.deleteChannel({ channelId });
  const gone = await check();
  t.regex(gone, /⬜ Choose where demos arrive with `\/setup_staff`/);
  t.notRegex(gone, /I’m missing|Hide/);
});

/** Removes the bot, and adds it again when it has noticed. */
async function addBotAgain({ discord, tenancy }: TestApp, serverId: string): Promise<void> {
  await discord.control.removeBot({ serverId, applicationId: LOCAL_APP.id });
  while ((await tenancy.control.listPresentGuilds([serverId])).length > 0) await wait(50);
  await discord.control.installBot({
    serverId,
    applicationId: LOCAL_APP.id,
    permissions: BOT_PERMISSIONS,
  });
}

async function countBotMessages({ discord }: TestApp, channelId: string): Promise<number> {
  const { messages } = await discord.control.inspectChannel({ channelId, limit: 200 });
  return messages.filter(({ author }) => author.id === LOCAL_APP.id).length;
}

/** Waits until no greeting is queued. */
async function waitForGreetings(app: TestApp): Promise<void> {
  const queue = app.tenancy.createJobPool(1);
  for (;;) {
    const { rowCount } = await queue.query(
      `SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'greeting'`,
    );
    if (rowCount === 0) return void (await queue.end());
    await wait(50);
  }
}

test.serial(
  'added to a server, the bot greets it once, and one form sets everything up',
  async (t) => {
    const app = await getApp();
    const label = await createLabelOnDiscord(app.discord);
    const { guildId, owner, artist, generalChannel, staffChannel } = label;
    const greeting = await waitForMessage(app, {
      channelId: generalChannel,
      contains: 'Thanks for adding Vektra',
    });
    // As after a crash, or when Discord tells of the server again.
    await waitForGreetings(app);
    await app.tenancy.wakeDeliveries([guildId], 'greeting');
    await waitForGreetings(app);
    t.is(await countBotMessages(app, generalChannel), 1);

    t.is(
      messageText(await pressButton(app, artist, greeting, 'setup:begin')),
      'Only admins of this server can use this.',
    );
    const form = await pressButton(app, owner, greeting, 'setup:begin');
    const public_ = await submitForm(app, owner, form, {
      labelName: 'Nightfall',
      channelId: generalChannel,
    });
    t.regex(messageText(public_), /^Everyone can see <#\d+>[^\n]*\nFix and resend$/);
    const { view, send, privateThreads } = PERMISSION;
    const setPermissions = (overwrite: object) =>
      app.discord.control.editChannel({
        channelId: staffChannel,
        private: true,
        roles: ['Staff'],
        overwrites: [{ id: LOCAL_APP.id, type: 1, ...overwrite }],
      });
    await setPermissions({ allow: view, deny: send | privateThreads });
    const reopened = await pressButton(
      app,
      owner,
      public_,
      /form:again:[\w:]+/.exec(JSON.stringify(public_))![0],
    );
    // Filled in as it was.
    const values = JSON.stringify(reopened);
    for (const value of ['"value":"Nightfall"', `"default_values":[{"id":"${generalChannel}"`])
      t.true(values.includes(value), value);
    const { roles } = await app.discord.control.getServer({ serverId: guildId });
    const staffRole = roles.find(({ name }) => name === 'Staff')!.id;
    const answers = { labelName: 'Nightfall', channelId: staffChannel, roleIds: [staffRole] };
    const missing = await submitForm(app, owner, reopened, answers);
    t.regex(
      messageText(missing),
      /^I’m missing permissions in <#\d+>: Send Messages, Create Private Threads\. Grant them/,
    );
    t.regex(
      messageText(await runCommand(app, owner, generalChannel, 'setup')),
      /⬜ Name your label[\s\S]*Set up Vektra/,
      'nothing is kept of a form that was refused',
    );

    await setPermissions({ allow: view | send });
    const again = await pressButton(app, owner, greeting, 'setup:begin');
    const done = messageText(await submitForm(app, owner, again, answers));
    t.regex(done, /^### All set[\s\S]*✅ Your label is called \*\*Nightfall\*\*/);
    t.notRegex(done, /⬜|Set up Vektra/);
    t.regex(
      messageText(await runCommand(app, label.staff, staffChannel, 'staff_status')),
      new RegExp(`So is everyone with <@&${staffRole}>\\.`),
    );
    t.is((await runCommand(app, artist, label.demosChannel, 'submit')).kind, 'modal');

    // Set up already: added again, the bot says nothing.
    await addBotAgain(app, guildId);
    await waitForGreetings(app);
    t.is(await countBotMessages(app, generalChannel), 1);
  },
);

test('@everyone is no staff role', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  const checklist = await runCommand(app, label.owner, label.generalChannel, 'setup');
  const form = await pressButton(app, label.owner, checklist, 'setup:begin');
  const refused = await submitForm(app, label.owner, form, {
    labelName: 'Nightfall',
    channelId: label.staffChannel,
    roleIds: [label.guildId],
  });
  t.regex(messageText(refused), /^Staff roles: everyone in the server would be staff/);
});

test.serial(
  'the greeting goes where the bot may write: the system channel first, else to the owner',
  async (t) => {
    const app = await getApp();
    const { control } = app.discord;
    const label = await createLabelOnDiscord(app.discord);
    const { guildId, owner, generalChannel, demosChannel } = label;
    await waitForMessage(app, { channelId: generalChannel, contains: 'Thanks for adding' });
    await control.editServer({ serverId: guildId, systemChannelId: demosChannel });
    await addBotAgain(app, guildId);
    const greeting = await waitForMessage(app, {
      channelId: demosChannel,
      contains: 'Thanks for adding',
    });
    t.notThrows(() => findButton(greeting, 'setup:begin'));

    for (const channelId of [generalChannel, demosChannel])
      await control.editChannel({
        channelId,
        overwrites: [{ id: guildId, type: 0, deny: PERMISSION.send }],
      });
    await control.editChannel({
      channelId: label.staffChannel,
      overwrites: [{ id: guildId, type: 0, deny: PERMISSION.view }],
    });
    await addBotAgain(app, guildId);
    const dm = messageText(await waitForDm(app, owner, 'Thanks for adding'));
    t.regex(dm, /Thanks for adding Vektra to Label [\s\S]*Run `\/setup` in the server/);
  },
);

test.serial(
  'a new staff channel: the bot asks whether to deliver what waited, and staff can ask for it',
  async (t) => {
    const app = await getApp();
    const { control } = app.discord;
    const label = await createLabel(app, { plan: 'starter' });
    await setUpLabel(app, label);
    await submitDemoWithCard(app, label);
    const loseChannel = async (channelId: string, title: string) => {
      await control.deleteChannel({ channelId });
      await submitDemo(app, label, { trackTitle: title });
      await sendDmToBot(app, label.artist, { content: `About ${title}`, replyTo: dm.id });
      await waitForDeliveries({ app, labels: [label] }, 60_000);
    };
    await runCommand(app, label.staff, label.staffChannel, 'reply', { number: 1, message: 'Hi' });
    const dm = await waitForDm(app, label.artist, 'Hi');
    await loseChannel(label.staffChannel, 'Third Rail');
    const lossDm = await waitForDm(app, label.owner, 'I can’t post in your staff channel');
    t.regex(messageText(lossDm), /Choose a channel with `\/setup_staff`/);

    const lost = await runCommand(app, label.owner, label.generalChannel, 'staff_status');
    t.regex(messageText(lost), /⚠️ I can’t post there[\s\S]*### 2 demos are waiting\n[^\n]+$/);
    const next = await createStaffChannel(app, label);
    const asked = await runCommand(app, label.owner, label.generalChannel, 'setup_staff', {
      channel: next,
    });
    t.regex(
      messageText(asked),
      /^### Demos arrive in <#\d+>[\s\S]*### 2 demos are waiting\n[^\n]+ One reply of an artist is among them\.\nDeliver all 2\nSkip$/,
    );
    const askedAgain = await runCommand(app, label.staff, next, 'staff_status');
    t.is(
      messageText(await pressButton(app, label.owner, asked, 'undelivered:deliver')),
      'Delivering the cards and messages of 2 demos.',
    );
    await waitForMessage(app, { channelId: next, contains: 'Third Rail' });
    const thread = await control.waitForThread({ channelId: next, contains: '#1 · ' });
    await waitForMessage(app, { channelId: thread.id, contains: 'About Third Rail' });
    t.is(
      messageText(await pressButton(app, label.staff, askedAgain, 'undelivered:deliver')),
      'Nothing is waiting any more.',
    );

    await loseChannel(next, 'Cold Harbour');
    const last = await createStaffChannel(app, label);
    await runCommand(app, label.owner, label.generalChannel, 'setup_staff', { channel: last });
    const seen = await runCommand(app, label.staff, last, 'staff_status');
    t.regex(messageText(seen), /You’re \*\*staff\*\* here\.\n### 2 demos are waiting/);
    t.regex(
      messageText(await pressButton(app, label.staff, seen, 'undelivered:skip')),
      /^Skipped\./,
    );
    t.regex(
      messageText(await runCommand(app, label.owner, label.generalChannel, 'setup')),
      /^### All set(?![\s\S]*waiting)/,
    );
    t.is(await countBotMessages(app, last), 0);
  },
);
