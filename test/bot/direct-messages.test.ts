import test from 'ava';
import { createLabel, run, setUp, submitDemo, textOf, waitFor } from '../helpers/label.ts';
import { demoWithCard, dmTo, threadOf, writeToBot } from '../helpers/on-discord.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse();

async function labelWithDemo(plan: string | null = 'starter', name?: string) {
  const house = await open();
  const label = await createLabel(house, { plan, ...(name ? { name } : {}) });
  await setUp(house, label);
  await demoWithCard(house, label);
  const inThread = async (contains: string, number = 1) =>
    waitFor(house, { channelId: await threadOf(house, label, number), contains });
  return { house, label, inThread };
}

test('staff write, the artist answers the message, staff read it in the thread', async (t) => {
  const { house, label, inThread } = await labelWithDemo();
  await run(house, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Who owns the master?',
  });
  const question = await dmTo(house, label.artist, 'Who owns the master?');
  t.regex(
    textOf(question),
    /Nightfall on “Glass Horizon”[\s\S]*Answer here to reach the label · #1/,
  );

  const { answer } = await writeToBot(house, label.artist, {
    content: 'I do.\nAll of it: https://x.example/a_b',
    replyTo: question.id,
  });
  t.is(textOf(answer), '-# Passed on to the label · #1');
  const copy = await inThread('I do.');
  t.regex(
    textOf(copy),
    /^\*\*Kite\*\* \(artist\)\nI do\.\nAll of it: <https:\/\/x\.example\/a_b>$/,
  );
});

test('a long text and files arrive, files as links', async (t) => {
  const { house, label, inThread } = await labelWithDemo();
  const content = `${'So. '.repeat(498)}the end.`;
  await writeToBot(house, label.artist, {
    content,
    files: [
      { name: 'master.wav', text: 'wave' },
      { name: 'cover [final].png', text: 'png' },
    ],
  });
  const copy = textOf(await inThread('master.wav'));
  t.regex(copy, /the end\.\nmaster\.wav: <http[^>]+\/master\.wav\?[^>]+>\n/);
  // A file alone is a message, too.
  await writeToBot(house, label.artist, {
    content: '',
    files: [{ name: 'stems.zip', text: 'zip' }],
  });
  t.regex(textOf(await inThread('stems.zip')), /^\*\*Kite\*\* \(artist\)\nstems\.zip: </);
});

test('an edit is not passed on, and the artist is told so, once', async (t) => {
  const { house, label, inThread } = await labelWithDemo();
  const { sent } = await writeToBot(house, label.artist, { content: 'I sign anything' });
  await inThread('I sign anything');
  const edit = (content: string) =>
    house.discord.control.editMessage({
      personId: label.artist,
      channelId: sent.channel_id,
      messageId: sent.id,
      content,
    });
  await edit('I sign nothing');
  await dmTo(house, label.artist, 'Edits are not passed on');
  await edit('I sign nothing at all');
  await writeToBot(house, label.artist, { content: 'Sorry, I meant nothing' });
  await inThread('Sorry, I meant');
  const thread = JSON.stringify(
    await house.discord.control.inspectChannel({ channelId: await threadOf(house, label, 1) }),
  );
  t.true(thread.includes('I sign anything'));
  t.notRegex(thread, /I sign nothing/);
  const dms = JSON.stringify(
    await house.discord.control.readDm({
      personId: label.artist,
      userId: house.env.DISCORD_CLIENT_ID,
    }),
  );
  t.is(dms.split('Edits are not').length - 1, 1);
});

test('with demos under way in two labels the artist is asked which; a wrong choice can be mended', async (t) => {
  const { house, label, inThread } = await labelWithDemo();
  const other = await createLabel(house, { plan: 'starter' });
  await setUp(house, other);
  await house.discord.control.join({ serverId: other.guildId, personId: label.artist });
  await submitDemo(house, other, { trackTitle: 'Cold Harbour' }, label.artist);
  await submitDemo(house, label, { trackTitle: 'Third Rail' });
  // Whose DM it is stands in a hint that is written after the commit.
  while ((await house.tenancy.control.openItemsOf(label.artist)).length < 3);

  const { answer } = await writeToBot(house, label.artist, { content: 'Is it a yes?' });
  t.regex(textOf(answer), /^Which demo is this about\?/);
  for (const title of ['#1 · Glass Horizon', '#1 · Cold Harbour', '#2 · Third Rail'])
    t.true(textOf(answer).includes(title), title);
  const choose = (value: string) =>
    house.discord.control.choose({
      personId: label.artist,
      channelId: answer.channel_id,
      messageId: answer.id,
      customId: 'dm:which',
      values: [value],
      settle: true,
    });
  t.is(textOf(await choose(`${label.guildId}:1`)), '-# Passed on to the label · #1');
  await inThread('Is it a yes?');
  t.is(textOf(await choose(`${label.guildId}:2`)), '-# Passed on to the label · #2');
  await inThread('Is it a yes?', 2);
  // Twice the same is once.
  t.is(textOf(await choose(`${label.guildId}:2`)), '-# Passed on to the label · #2');
  t.is(textOf(await choose(`${other.guildId}:1`)), '-# Passed on to the label · #1');
  const threadId = await threadOf(house, other, 1);
  await waitFor(house, { channelId: threadId, contains: 'Is it a yes?' });
  await writeToBot(house, label.artist, { content: 'over', replyTo: answer.id });
  const count = (await house.tenancy.read(label.guildId, (db) =>
    db.table('artist_messages').where('number', 2).select('id'),
  )) as unknown[];
  t.is(count.length, 1);
});

test('whoever has nothing under way is told how to begin', async (t) => {
  const { house, label } = await labelWithDemo();
  const { answer } = await writeToBot(house, label.secondArtist, { content: 'Hello?' });
  t.is(textOf(answer), 'You have no demo under way. Send one with `/submit` in a label’s server.');
});

test('Free: answers are not forwarded; the message says so beforehand, the bot says so after', async (t) => {
  const { house, label } = await labelWithDemo(null);
  await run(house, label.staff, label.staffChannel, 'reply', { number: 1, message: 'We like it' });
  const dm = await dmTo(house, label.artist, 'We like it');
  t.regex(textOf(dm), /-# Demo #1/);
  t.notRegex(textOf(dm), /Answer here/);
  const { answer } = await writeToBot(house, label.artist, { content: 'Great!', replyTo: dm.id });
  t.is(textOf(answer), 'This label does not take answers by direct message.');
  const stored = await house.tenancy.read(label.guildId, (db) =>
    db.table('artist_messages').where('direction', 'from_artist').first('id'),
  );
  t.is(stored, undefined);
});

test('an artist who left the server: staff are told, and the demo can still be followed', async (t) => {
  const { house, label, inThread } = await labelWithDemo();
  await run(house, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Still there?',
  });
  const dm = await dmTo(house, label.artist, 'Still there?');
  await house.discord.control.leave({ serverId: label.guildId, personId: label.artist });
  await run(house, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Hello again?',
  });
  await inThread('has left the server');
  const about = await house.discord.control.pressButton({
    personId: label.artist,
    channelId: dm.channel_id,
    messageId: dm.id,
    customId: `dm:about:${label.guildId}:1`,
    settle: true,
  });
  t.regex(textOf(about), /#1 · Glass Horizon\n○ \*\*In queue\*\*/);
});
