import test from 'ava';
import { REST, Routes } from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { getMessage, pressButton, setUndoSeconds } from '../helpers/discord-actions.ts';
import {
  createLabel,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });

async function createReadyLabel(name?: string) {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'pro', ...(name ? { name } : {}) });
  await setUpLabel(app, label);
  const runAs = (personId: string, command: string, options = {}) =>
    runCommand(app, personId, label.demosChannel, command, options);
  const setStatus = (number: number, new_status: string) =>
    runCommand(app, label.staff, label.staffChannel, 'status', { number, new_status });
  return { app, label, runAs, setStatus };
}

test('/my_stats: one’s own demos by what artists see of them', async (t) => {
  const { app, label, runAs, setStatus } = await createReadyLabel('Nightfall');
  const { artist } = label;
  t.regex(messageText(await runAs(artist, 'my_stats')), /No demos yet/);
  for (let sent = 1; sent <= 5; sent++) await submitDemo(app, label, { trackTitle: `T${sent}` });
  await submitDemo(app, label, {}, label.secondArtist);
  await setStatus(2, 'shortlisted');
  // Within its undo the decision is nobody's to know.
  await setStatus(3, 'rejected');
  await setUndoSeconds(app, label, 0);
  await setStatus(4, 'approved');
  await runAs(artist, 'withdraw', { number: 5 });
  const stats = await runAs(artist, 'my_stats');
  t.true(stats.kind === 'message' && stats.ephemeral);
  t.regex(
    messageText(stats),
    /^### Your demos at Nightfall\n\*\*5\*\* sent, the last one <t:\d+:R>\n\*\*1\*\* answered \(25%\)\n○ Received 2 · ◧ In review 1 · ● Approved 1 · ↩ Withdrawn 1$/,
  );
});

test('/leaderboard: who asks sees it, and can show it to everyone', async (t) => {
  const { app, label, runAs } = await createReadyLabel('Nightfall');
  t.regex(messageText(await runAs(label.artist, 'leaderboard')), /Nobody yet/);

  const busy = await createReadyLabel('Nightfall');
  await setUndoSeconds(app, busy.label, 0);
  const { artist, secondArtist } = busy.label;
  for (const [trackTitle, personId] of [
    ['One', artist],
    ['Two', artist],
    ['Three', secondArtist],
  ] as const)
    await submitDemo(app, busy.label, { trackTitle }, personId);
  for (const number of [1, 2, 3]) await busy.setStatus(number, 'approved');
  await busy.setStatus(2, 'signed');
  const shown = await busy.runAs(secondArtist, 'leaderboard');
  t.true(shown.kind === 'message' && shown.ephemeral);
  t.is(
    messageText(shown),
    '### Most accepted at Nightfall\n**1.** Kite · 2 demos · ✒ 1 signed\n**2.** Lowtide · 1 demo\nShow to everyone',
  );
  const everyone = await pressButton(app, secondArtist, shown, 'leaderboard:show');
  t.true(everyone.kind === 'message' && !everyone.ephemeral);
  t.regex(messageText(everyone), /^### Most accepted[\s\S]*\*\*2\.\*\* Lowtide · 1 demo$/);
  t.false(JSON.stringify(getMessage(everyone)).includes('<@'), 'nobody is mentioned');
});

test('what everyone would see goes wrong for who asked alone', async (t) => {
  const app = await getApp();
  const label = await createLabel(app);
  const rest = new REST({ api: `${app.discord.url}/api` }).setToken(LOCAL_APP.token);
  const components = [
    { type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id: 'leaderboard:show' }] },
  ];
  const source = (await rest.post(Routes.channelMessages(label.demosChannel), {
    body: { content: 'forged', components },
  })) as APIMessage;
  await pressButton(app, label.artist, source, 'leaderboard:show');
  await waitForMessage(app, {
    channelId: label.demosChannel,
    personId: label.artist,
    contains: 'isn’t set up in this server',
  });
  const { messages } = await app.discord.control.inspectChannel({ channelId: label.demosChannel });
  t.deepEqual(
    messages.map(({ id }) => id),
    [source.id],
  );
});

test('/my_demos: every server’s demos, newest server first, here and in a direct message', async (t) => {
  const { app, label } = await createReadyLabel('First');
  const { control } = app.discord;
  const { artist } = label;
  await submitDemo(app, label, { trackTitle: 'At First' });
  for (const name of ['Second', 'Third', 'Fourth', 'Fifth']) {
    const { label: other } = await createReadyLabel(name);
    await control.join({ serverId: other.guildId, personId: artist });
    for (let sent = 1; sent <= (name === 'Fifth' ? 6 : 1); sent++)
      await submitDemo(app, other, { trackTitle: `At ${name} ${sent}` }, artist);
    await submitDemo(app, other, { trackTitle: 'Not mine' }, other.secondArtist);
  }
  const dm = (await control.openDmWith({ personId: artist, userId: LOCAL_APP.id })) as {
    id: string;
  };
  for (const channelId of [label.demosChannel, dm.id]) {
    const first = await runCommand(app, artist, channelId, 'my_demos');
    t.regex(
      messageText(first),
      /^### Your demos\n\*\*Fifth\*\*\n\*\*#6\*\* ○ At Fifth 6 · Received · <t:\d+:R>[\s\S]*At Fifth 2 [^\n]*\n-# There are more: [^\n]*\n\*\*Fourth\*\*\n\*\*#1\*\* ○ At Fourth 1[\s\S]*\*\*Third\*\*[\s\S]*\*\*Second\*\*[\s\S]*Next$/,
    );
    t.notRegex(messageText(first), /Not mine|First/);
    const second = await pressButton(app, artist, first, 'my_demos:page:1');
    t.regex(messageText(second), /^### Your demos\n\*\*First\*\*\n[^\n]*At First[\s\S]*Previous$/);
    t.is(idOf(second), idOf(first), 'in place of the first page');
  }
  t.regex(
    messageText(await runCommand(app, label.owner, label.demosChannel, 'my_demos')),
    /No demos yet/,
  );
});

const idOf = (outcome: Parameters<typeof getMessage>[0]): APIMessage['id'] =>
  getMessage(outcome).id;
