import test from 'ava';
import { commands } from '../../bot/commands/index.ts';
import { createLabel, run, setUp, textOf } from '../helpers/label.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse({ processes: ['bot'] });
const STORED = /`\/(\w+)`/g;

test('/help names commands that exist, and all of those that people need', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  const outcome = await run(house, label.artist, label.demos, 'help');
  const named = new Set([...textOf(outcome).matchAll(STORED)].map(([, name]) => name ?? ''));
  t.deepEqual([...named].sort(), [...commands.keys()].sort());
  t.true(JSON.stringify(outcome).includes(`${house.url}/servers`));
});

test('/help and /invite also answer in a direct message, other commands are not offered there', async (t) => {
  const house = await open();
  const { control } = house.discord;
  const label = await createLabel(house);
  const { id: channelId } = (await control.openDmWith({
    personId: label.artist,
    userId: house.env.DISCORD_CLIENT_ID,
  })) as { id: string };
  t.regex(textOf(await run(house, label.artist, channelId, 'help')), /demos for your label/);
  const invite = JSON.stringify(await run(house, label.artist, channelId, 'invite'));
  t.regex(invite, /oauth2\/authorize\?[^"]*client_id=\d+/);
  t.like(await run(house, label.artist, channelId, 'queue'), {
    kind: 'error',
    code: 'UNKNOWN_COMMAND',
  });
});

test('/premium says the plan, what the ones above add, and whom to ask', async (t) => {
  const house = await open();
  const says = async (plan: string | null) => {
    const label = await createLabel(house, { plan });
    return textOf(await run(house, label.artist, label.demos, 'premium'));
  };
  const free = await says(null);
  t.regex(
    free,
    /on the \*\*Free\*\* plan\n\*\*Starter\*\* adds .*\n\*\*Pro\*\* adds .*\n\*\*Pro\+\*\* adds/,
  );
  t.true(free.includes(house.env.SUPPORT_ADDRESS));
  t.notRegex(await says('pro'), /\*\*Starter\*\*|\*\*Pro\*\* adds/);
  t.regex(await says('pro_plus'), /\*\*Pro\+\*\* plan\nIt has everything/);
});

test('/db_status and /staff_status: to those whom it concerns', async (t) => {
  const house = await open();
  const label = await createLabel(house);
  const { owner, staff, artist, general, staffChannel, demos } = label;
  t.regex(textOf(await run(house, owner, general, 'db_status')), /not set up/);
  t.regex(textOf(await run(house, owner, general, 'staff_status')), /not set up/);
  await run(house, owner, general, 'start', { label_name: 'Nightfall' });
  t.regex(
    textOf(await run(house, owner, general, 'staff_status')),
    /No staff channel yet\. Choose one with `\/setup_staff`/,
  );
  await setUp(house, label);

  t.is(
    textOf(await run(house, owner, general, 'db_status')),
    '### Storage\nYour data is in **eu-uk, managed by Vektra**.\n✅ It answers.',
  );
  t.like(await run(house, staff, staffChannel, 'db_status'), {
    kind: 'error',
    code: 'HIDDEN_COMMAND',
  });
  t.regex(
    textOf(await run(house, owner, general, 'staff_status')),
    /Demos arrive in <#\d+>[\s\S]*You are \*\*an admin\*\*/,
  );
  t.regex(textOf(await run(house, staff, staffChannel, 'staff_status')), /You are \*\*staff\*\*/);
  t.regex(textOf(await run(house, artist, demos, 'staff_status')), /^Nothing found here/);
});

test('a server where /start was never run: every command says so and names the way', async (t) => {
  const house = await open();
  const label = await createLabel(house, { plan: 'pro' });
  const options: Record<string, string | number> = {
    number: 1,
    new_status: 'approved',
    message: 'x',
  };
  for (const [name, command] of commands) {
    if (['start', 'setup', 'setup_staff', 'submit', 'help', 'invite', 'premium'].includes(name))
      continue;
    const wanted = (command.data.options ?? []).filter(({ name }) => name !== 'reason');
    const given = Object.fromEntries(
      wanted.map((option) => [option.name, options[option.name] ?? 'x']),
    );
    t.is(
      textOf(await run(house, label.owner, label.general, name, given)),
      'Vektra is not set up in this server yet. An admin can run `/start`.',
      name,
    );
  }
});
