import test from 'ava';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { createLabel, messageText, runCommand, setUpLabel } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });

const PERMISSION = {
  view: 1n << 10n,
  send: 1n << 11n,
  manageMessages: 1n << 13n,
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
    /isn’t set up in this server yet. An admin can run `\/start`/,
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
    `I’m missing permissions in <#${label.staffChannel}>: Send Messages, Create Private Threads. Grant them, then run this again.`,
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
  const { view, send } = PERMISSION;

  await control.editChannel({
    channelId,
    private: true,
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: view, deny: send }],
  });
  t.regex(await check(), /⬜ I’m missing permissions in <#\d+>: Send Messages\. Grant them/);

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
