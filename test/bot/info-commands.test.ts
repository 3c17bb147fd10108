import test from 'ava';
import { createRegistry } from '../../bot/dispatch/registry.ts';
import { features } from '../../bot/features.ts';
import { getMessage } from '../helpers/discord-actions.ts';
import {
  createLabel,
  findButton,
  makeModerator,
  messageText,
  runCommand,
  setUpLabel,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });
const { commands } = createRegistry(features);
/** What sets a server up, and what has to do with its plan only. */
const NEEDS_NO_SETUP = [
  'start',
  'setup',
  'setup_staff',
  'help',
  'invite',
  'premium',
  'pro_status',
  'redeem',
  'my_demos',
];
const COMMAND_PATTERN = /`\/(\w+)`/g;

test('/help lists every command that the asker can use', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  await setUpLabel(app, label);
  const getHelp = (personId: string) => runCommand(app, personId, label.demosChannel, 'help');
  const listNamed = async (personId: string) => {
    const text = messageText(await getHelp(personId));
    return [...new Set([...text.matchAll(COMMAND_PATTERN)].map(([, name]) => name ?? ''))].sort();
  };
  const listCommands = (...access: string[]) =>
    [...commands.values()]
      .filter((each) => access.includes(each.access))
      .map(({ name }) => name)
      .sort();
  t.deepEqual(await listNamed(label.artist), listCommands('anyone', 'member'));
  t.deepEqual(await listNamed(label.staff), listCommands('anyone', 'member', 'staff'));
  t.deepEqual(await listNamed(label.owner), [...commands.keys()].sort());
  const outcome = await getHelp(label.artist);
  t.true(JSON.stringify(outcome).includes(`${app.url}/servers`));
});

test('/help and /invite also answer in a direct message, other commands are not offered there', async (t) => {
  const app = await getApp();
  const { control } = app.discord;
  const label = await createLabel(app);
  const { id: channelId } = (await control.openDmWith({
    personId: label.artist,
    userId: app.env.DISCORD_CLIENT_ID,
  })) as { id: string };
  t.regex(
    messageText(await runCommand(app, label.artist, channelId, 'help')),
    /demos for your label/,
  );
  const invite = JSON.stringify(await runCommand(app, label.artist, channelId, 'invite'));
  t.regex(invite, /oauth2\/authorize\?[^"]*client_id=\d+/);
  t.like(await runCommand(app, label.artist, channelId, 'queue'), {
    kind: 'error',
    code: 'UNKNOWN_COMMAND',
  });
});

test('/premium shows the plan, what higher plans add, and whom to contact', async (t) => {
  const app = await getApp();
  const getPlanText = async (plan: string | null) => {
    const label = await createLabel(app, { plan });
    return messageText(await runCommand(app, label.artist, label.demosChannel, 'premium'));
  };
  const free = await getPlanText(null);
  t.true(
    free.startsWith(
      [
        '### This server is on the **Free** plan',
        '**Starter** (€9 a month) adds artists’ replies by direct message, channels for approved and rejected demos, rules for sending demos, submit panels, your own form, and your own texts for artists.',
        '**Pro** (€29 a month) adds the dashboard, tags, timed notes for your team, a shortlist, quick statuses (processed, contacted, signed), demos assigned to people, ratings, priorities, a listening queue, saved reasons for rejections, a choice of storage region, and your own database.',
        '**Pro+** (€79 a month) adds your own bucket for files.',
        'Try **Pro** for 14 days. No payment needed, once per server.',
        '-# An admin can start it with `/premium`.',
        '-# Contact',
      ].join('\n'),
    ),
    free,
  );
  t.true(free.includes(app.env.SUPPORT_ADDRESS));
  t.true(
    (await getPlanText('pro')).startsWith(
      '### This server is on the **Pro** plan\n**Pro+** (€79 a month) adds your own bucket for files.',
    ),
  );
  t.true(
    (await getPlanText('pro_plus')).startsWith(
      '### This server is on the **Pro+** plan\nYou have everything',
    ),
  );
});

test('/db_status is for admins, /staff_status for staff', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  const { owner, staff, artist, generalChannel, staffChannel, demosChannel } = label;
  t.regex(messageText(await runCommand(app, owner, generalChannel, 'db_status')), /isn’t set up/);
  t.regex(
    messageText(await runCommand(app, owner, generalChannel, 'staff_status')),
    /isn’t set up/,
  );
  await runCommand(app, owner, generalChannel, 'start', { label_name: 'Nightfall' });
  t.regex(
    messageText(await runCommand(app, owner, generalChannel, 'staff_status')),
    /No staff channel yet\. Choose one with `\/setup_staff`/,
  );
  await setUpLabel(app, label);

  t.is(
    messageText(await runCommand(app, owner, generalChannel, 'db_status')),
    '### Storage\nYour data is in **eu-uk, managed by Vektra**.\n✅ Connected.',
  );
  t.like(await runCommand(app, staff, staffChannel, 'db_status'), {
    kind: 'error',
    code: 'HIDDEN_COMMAND',
  });
  t.regex(
    messageText(await runCommand(app, owner, generalChannel, 'staff_status')),
    /Demos arrive in <#\d+>[\s\S]*You’re an \*\*admin\*\* here/,
  );
  t.regex(
    messageText(await runCommand(app, staff, staffChannel, 'staff_status')),
    /You’re \*\*staff\*\* here/,
  );
  t.like(await runCommand(app, artist, demosChannel, 'staff_status'), { code: 'HIDDEN_COMMAND' });
  await makeModerator(app, label, artist);
  t.is(
    messageText(await runCommand(app, artist, demosChannel, 'staff_status')),
    'Only this label’s staff can use this.',
  );
});

test('in a server that is not set up every command says how to set it up', async (t) => {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro' });
  const options: Record<string, string | number> = {
    artist: label.artist,
    number: 1,
    new_status: 'approved',
    message: 'x',
    level: 'high',
  };
  for (const [name, command] of commands) {
    if (NEEDS_NO_SETUP.includes(name)) continue;
    const wanted = (command.options ?? []).filter((option) => option.required);
    const given = Object.fromEntries(
      wanted.map((option) => [option.name, options[option.name] ?? 'x']),
    );
    const outcome = await runCommand(app, label.owner, label.generalChannel, name, given);
    t.regex(
      messageText(outcome),
      /^Vektra isn’t set up in this server yet\. Ask an admin to run `\/setup`\./,
      name,
    );
    // An admin is offered it.
    t.notThrows(() => findButton(getMessage(outcome), 'setup:begin'), name);
  }
});
