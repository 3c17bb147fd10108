import test from 'ava';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { createLabel, run, setUp, textOf } from '../helpers/label.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse({ processes: ['bot'] });

const PERMISSION = { view: 1n << 10n, send: 1n << 11n, privateThreads: 1n << 36n };

test('/start welcomes once and renames after; /setup says what is missing until nothing is', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  const as = (command: string, options = {}) =>
    run(house, label.owner, label.general, command, options).then(textOf);

  t.regex(await as('setup'), /⬜ Name your label with `\/start`/);
  t.regex(
    await as('start', { label_name: 'Nightfall' }),
    /Welcome, Nightfall[\s\S]*`\/setup_staff`/,
  );
  t.is(
    await as('start', { label_name: 'Nightfall Two' }),
    'The label is now called **Nightfall Two**.',
  );

  const halfway = await as('setup');
  t.regex(halfway, /Almost there/);
  t.regex(halfway, /✅ The label is called \*\*Nightfall Two\*\*/);
  t.regex(halfway, /⬜ Choose where demos arrive with `\/setup_staff`/);
  // Of a channel that is not chosen nothing is said.
  t.notRegex(halfway, /I lack|@everyone|undefined|null/);

  t.regex(await as('setup_staff', { channel: label.staffChannel }), /Demos arrive in <#\d+>/);
  const done = await as('setup');
  t.regex(done, /All set\nArtists can send demos with `\/submit`/);
  t.notRegex(done, /⬜/);
});

test('a name that is too long, blank or broken is refused, with the field named', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  const start = (label_name: string) =>
    run(house, label.owner, label.general, 'start', { label_name });

  t.like(await start('x'.repeat(61)), {
    kind: 'error',
    code: 'INVALID_INPUT',
    field: 'label_name',
  });
  t.is(textOf(await start('\u200b\u2060\ufe0f')), 'Label name is blank.');
  t.regex(textOf(await start('Night\u0007fall')), /^Label name contains control characters/);
  t.regex(textOf(await run(house, label.artist, label.demos, 'my_subs')), /not set up/);
  // Counted as people count: sixty of any character are a name.
  t.regex(textOf(await start('🦑'.repeat(60))), /Welcome, 🦑🦑/);
  t.regex(textOf(await run(house, label.owner, label.general, 'setup')), /is called \*\*🦑🦑/);
});

test('a hostile label name is shown as plain text and pings nobody', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  const outcome = await run(house, label.owner, label.general, 'start', {
    label_name: '@everyone **[x](https://evil.example)** `c`',
  });
  const text = textOf(outcome);
  t.notRegex(text, /@everyone|\]\(https|(?<!\\)`c/);
  t.true(outcome.kind === 'message' && outcome.ephemeral && !outcome.message.mention_everyone);
});

test('/setup_staff refuses a channel that all see, and names the permissions it lacks', async (t) => {
  const house = await open();
  const { control } = house.discord;
  const label = await createLabel(house);
  const choose = () =>
    run(house, label.owner, label.general, 'setup_staff', { channel: label.staffChannel });

  t.regex(textOf(await choose()), /not set up in this server yet. An admin can run `\/start`/);
  await run(house, label.owner, label.general, 'start', { label_name: 'Nightfall' });
  t.regex(
    textOf(await run(house, label.owner, label.general, 'setup_staff', { channel: label.general })),
    /^Everyone can see <#\d+>, and whoever sees the staff channel is staff/,
  );

  const { view, send, privateThreads } = PERMISSION;
  await control.editChannel({
    channelId: label.staffChannel,
    private: true,
    roles: ['Staff'],
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: view, deny: send | privateThreads }],
  });
  t.is(
    textOf(await choose()),
    `I lack permissions in <#${label.staffChannel}>: Send Messages, Create Private Threads. Grant them and run this again.`,
  );
});

test('/setup: each thing that breaks later is a line of its own, and says how to mend it', async (t) => {
  const house = await open();
  const { control } = house.discord;
  const label = await createLabel(house);
  await setUp(house, label);
  const check = () => run(house, label.owner, label.general, 'setup').then(textOf);
  const channelId = label.staffChannel;
  const { view, send } = PERMISSION;

  await control.editChannel({
    channelId,
    private: true,
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: view, deny: send }],
  });
  t.regex(await check(), /⬜ In <#\d+> I lack: Send Messages\. Grant them/);

  await control.editChannel({
    channelId,
    private: false,
    overwrites: [{ id: LOCAL_APP.id, type: 1, allow: view | send }],
  });
  t.regex(await check(), /⬜ Hide <#\d+> from @everyone/);

  await control.deleteChannel({ channelId });
  const gone = await check();
  t.regex(gone, /⬜ Choose where demos arrive with `\/setup_staff`/);
  t.notRegex(gone, /I lack|Hide/);
});
