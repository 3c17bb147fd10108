import test from 'ava';
import { PLAN_NAMES, PLANS, planIncludes } from '../../domain/plans/plans.ts';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import {
  sendDmToBot,
  setUndoSeconds,
  submitDemoWithCard,
  waitForDm,
  waitForThread,
} from '../helpers/discord-actions.ts';
import {
  createLabel,
  messageText,
  runCommand,
  setUpLabel,
  submitDemo,
  waitForMessage,
} from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp();

async function createLabelWithDemo(plan: string | null = 'starter', name?: string) {
  const app = await getApp();
  const label = await createLabel(app, { plan, ...(name ? { name } : {}) });
  await setUpLabel(app, label);
  await submitDemoWithCard(app, label);
  const waitInThread = async (contains: string, number = 1) =>
    waitForMessage(app, { channelId: await waitForThread(app, label, number), contains });
  return { app, label, waitInThread };
}

test('staff write, the artist answers the message, staff read it in the thread', async (t) => {
  const { app, label, waitInThread } = await createLabelWithDemo();
  await runCommand(app, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Who owns the master?',
  });
  const question = await waitForDm(app, label.artist, 'Who owns the master?');
  t.regex(
    messageText(question),
    /Nightfall about “Glass Horizon”[\s\S]*Reply here to reach the label · #1/,
  );

  const { answer } = await sendDmToBot(app, label.artist, {
    content: 'I do.\nAll of it: https://x.example/a_b',
    replyTo: question.id,
  });
  t.is(messageText(answer), '-# Sent to the label · #1');
  const copy = await waitInThread('I do.');
  t.regex(
    messageText(copy),
    /^\*\*Kite\*\* \(artist\)\nI do\.\nAll of it: <https:\/\/x\.example\/a_b>$/,
  );
});

test('long texts and files arrive, files as links', async (t) => {
  const { app, label, waitInThread } = await createLabelWithDemo();
  const content = `${'So. '.repeat(498)}the end.`;
  await sendDmToBot(app, label.artist, {
    content,
    files: [
      { name: 'master.wav', text: 'wave' },
      { name: 'cover [final].png', text: 'png' },
    ],
  });
  const copy = messageText(await waitInThread('master.wav'));
  t.regex(copy, /the end\.\nmaster\.wav: <http[^>]+\/master\.wav\?[^>]+>\n/);
  // A file alone is a message, too.
  await sendDmToBot(app, label.artist, {
    content: '',
    files: [{ name: 'stems.zip', text: 'zip' }],
  });
  t.regex(messageText(await waitInThread('stems.zip')), /^\*\*Kite\*\* \(artist\)\nstems\.zip: </);
});

const STICKER_ID = '749054660769218631';
const NOT_RELAYED =
  '⚠️ Not sent: that kind of message can’t be passed on to the label. Send text, a link or a file instead.';

/** Each kind of message that Discord lets a person send to a bot: what staff read of it. */
const CONTENTS: Record<
  string,
  (options: {
    guildMessage(body: object): Promise<{ channelId: string; messageId: string }>;
  }) =>
    | { message: Parameters<typeof sendDmToBot>[2]; staffRead: RegExp | null }
    | Promise<{ message: Parameters<typeof sendDmToBot>[2]; staffRead: RegExp | null }>
> = {
  'a text': () => ({ message: { content: 'Hello' }, staffRead: /\nHello$/ }),
  'a file alone': () => ({
    message: { files: [{ name: 'stems.zip', text: 'zip' }] },
    staffRead: /\nstems\.zip: <http\S+>$/,
  }),
  'a voice message': () => ({
    message: { isVoiceMessage: true, files: [{ name: 'voice-message.ogg', text: 'ogg' }] },
    staffRead: /\nvoice\\-message\.ogg: <http\S+>$/,
  }),
  'a sticker': () => ({
    message: { stickers: [{ id: STICKER_ID, name: 'Wave', formatType: 1 }] },
    staffRead: new RegExp(
      `\\nSticker “Wave” <https://cdn\\.discordapp\\.com/stickers/${STICKER_ID}\\.png>$`,
    ),
  }),
  'an animated sticker that no browser shows': () => ({
    message: { content: 'Look', stickers: [{ id: STICKER_ID, name: 'Wumpus', formatType: 3 }] },
    staffRead: /\nLook\nSticker “Wumpus”$/,
  }),
  'a poll': () => ({
    message: { poll: { question: 'Which mix?', answers: ['Loud', 'Louder'] } },
    staffRead: /\nPoll: Which mix\?\n• Loud\n• Louder$/,
  }),
  'a forwarded text with a file': async ({ guildMessage }) => ({
    message: { forward: await guildMessage({ content: 'From the mastering studio' }) },
    staffRead: /\nForwarded message:\nFrom the mastering studio$/,
  }),
  'a forwarded embed': async ({ guildMessage }) => ({
    message: {
      forward: await guildMessage({
        embeds: [{ title: 'Night Drive', url: 'https://x.example/n', description: '3:44' }],
      }),
    },
    staffRead: /\nForwarded message:\nNight Drive\n3:44\n<https:\/\/x\.example\/n>$/,
  }),
  'forwarded components': async ({ guildMessage }) => ({
    message: {
      forward: await guildMessage({
        flags: 1 << 15,
        components: [{ type: 17, components: [{ type: 10, content: 'Now playing: Night Drive' }] }],
      }),
    },
    staffRead: /\nForwarded message:\nNow playing: Night Drive$/,
  }),
  'a forward of which nothing is left': async ({ guildMessage }) => ({
    message: {
      forward: await guildMessage({
        flags: 1 << 15,
        components: [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id: 'x' }] }],
      }),
    },
    staffRead: null,
  }),
};

for (const [kind, create] of Object.entries(CONTENTS))
  test(`${kind} is passed on, or the artist is told that it cannot be`, async (t) => {
    const { app, label, waitInThread } = await createLabelWithDemo();
    const { message, staffRead } = await create({
      async guildMessage(body) {
        const response = await fetch(
          `${app.discord.url}/api/v10/channels/${label.demosChannel}/messages`,
          {
            method: 'POST',
            headers: {
              authorization: `Bot ${LOCAL_APP.token}`,
              'content-type': 'application/json',
              'user-agent': 'DiscordBot (https://vektra.test, 1)',
            },
            body: JSON.stringify(body),
          },
        );
        const { id: messageId } = (await response.json()) as { id: string };
        return { channelId: label.demosChannel, messageId };
      },
    });
    const { answer } = await sendDmToBot(app, label.artist, message);
    const stored = (await app.tenancy.read(label.guildId, (db) =>
      db.table('artist_messages').where('direction', 'from_artist').select('id'),
    )) as unknown[];
    if (!staffRead) {
      t.is(messageText(answer), NOT_RELAYED);
      t.is(stored.length, 0);
      return;
    }
    t.is(messageText(answer), '-# Sent to the label · #1');
    t.regex(messageText(await waitInThread('** (artist)')), staffRead);
  });

test('a forward of the bot’s own message is no reply to it', async (t) => {
  const { app, label, waitInThread } = await createLabelWithDemo();
  await runCommand(app, label.staff, label.staffChannel, 'reply', { number: 1, message: 'Hi' });
  const dm = await waitForDm(app, label.artist, 'Nightfall about');
  await submitDemo(app, label, { trackTitle: 'Third Rail' });
  const { answer } = await sendDmToBot(app, label.artist, {
    forward: { channelId: dm.channel_id, messageId: dm.id },
  });
  t.regex(messageText(answer), /^Which demo is this about\?/);
  await app.discord.control.choose({
    personId: label.artist,
    channelId: answer.channel_id,
    messageId: answer.id,
    customId: 'dm:which',
    values: [`${label.guildId}:2`],
    settle: true,
  });
  t.regex(
    messageText(await waitInThread('Forwarded message', 2)),
    /Forwarded message:\n[\s\S]*Nightfall about/,
  );
});

test('an edit is not forwarded, and the artist is told so once', async (t) => {
  const { app, label, waitInThread } = await createLabelWithDemo();
  const { sent } = await sendDmToBot(app, label.artist, { content: 'I sign anything' });
  await waitInThread('I sign anything');
  const edit = (content: string) =>
    app.discord.control.editMessage({
      personId: label.artist,
      channelId: sent.channel_id,
      messageId: sent.id,
      content,
    });
  await edit('I sign nothing');
  await waitForDm(app, label.artist, 'Edits aren’t forwarded');
  await edit('I sign nothing at all');
  await sendDmToBot(app, label.artist, { content: 'Sorry, I meant nothing' });
  await waitInThread('Sorry, I meant');
  const thread = JSON.stringify(
    await app.discord.control.inspectChannel({ channelId: await waitForThread(app, label, 1) }),
  );
  t.true(thread.includes('I sign anything'));
  t.notRegex(thread, /I sign nothing/);
  const dms = JSON.stringify(
    await app.discord.control.readDm({
      personId: label.artist,
      userId: app.env.DISCORD_CLIENT_ID,
    }),
  );
  t.is(dms.split('Edits aren’t').length - 1, 1);
});

test('with open demos in two labels the artist chooses one; a wrong choice can be corrected', async (t) => {
  const { app, label, waitInThread } = await createLabelWithDemo();
  const other = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, other);
  await app.discord.control.join({ serverId: other.guildId, personId: label.artist });
  await submitDemo(app, other, { trackTitle: 'Cold Harbour' }, label.artist);
  await submitDemo(app, label, { trackTitle: 'Third Rail' });

  const { answer } = await sendDmToBot(app, label.artist, { content: 'Is it a yes?' });
  t.regex(messageText(answer), /^Which demo is this about\?/);
  for (const title of ['#1 · Glass Horizon', '#1 · Cold Harbour', '#2 · Third Rail'])
    t.true(messageText(answer).includes(title), title);
  const choose = (value: string) =>
    app.discord.control.choose({
      personId: label.artist,
      channelId: answer.channel_id,
      messageId: answer.id,
      customId: 'dm:which',
      values: [value],
      settle: true,
    });
  t.is(messageText(await choose(`${label.guildId}:1`)), '-# Sent to the label · #1');
  await waitInThread('Is it a yes?');
  t.is(messageText(await choose(`${label.guildId}:2`)), '-# Sent to the label · #2');
  await waitInThread('Is it a yes?', 2);
  // Twice the same is once.
  t.is(messageText(await choose(`${label.guildId}:2`)), '-# Sent to the label · #2');
  t.is(messageText(await choose(`${other.guildId}:1`)), '-# Sent to the label · #1');
  const threadId = await waitForThread(app, other, 1);
  await waitForMessage(app, { channelId: threadId, contains: 'Is it a yes?' });
  await sendDmToBot(app, label.artist, { content: 'over', replyTo: answer.id });
  const count = (await app.tenancy.read(label.guildId, (db) =>
    db.table('artist_messages').where('number', 2).select('id'),
  )) as unknown[];
  t.is(count.length, 1);
});

test('a person without open demos is told how to send one', async (t) => {
  const { app, label } = await createLabelWithDemo();
  const { answer } = await sendDmToBot(app, label.secondArtist, { content: 'Hello?' });
  t.is(messageText(answer), 'You have no open demos. Send one with `/submit` in a label’s server.');
});

for (const plan of PLANS)
  test(`what the bot says of replies is so on ${PLAN_NAMES[plan]}`, async (t) => {
    const { app, label, waitInThread } = await createLabelWithDemo(plan === 'free' ? null : plan);
    const isForwarded = planIncludes(plan, 'dm_replies');
    const offersReply = (message: object) => {
      const text = messageText(message);
      t.is(/Reply here to reach the label/.test(text), isForwarded, text);
      t.notRegex(text, /answer/i);
    };
    await setUndoSeconds(app, label, 0);
    t.is(
      /artist’s replies appear here/.test(messageText(await waitInThread('staff thread'))),
      isForwarded,
    );
    await runCommand(app, label.staff, label.staffChannel, 'reply', {
      number: 1,
      message: 'We like it',
    });
    const dm = await waitForDm(app, label.artist, 'We like it');
    offersReply(dm);
    for (const new_status of ['approved', 'in_queue', 'rejected'] as const) {
      await runCommand(app, label.staff, label.staffChannel, 'status', { number: 1, new_status });
      if (new_status === 'approved') offersReply(await waitForDm(app, label.artist, 'said yes to'));
      if (new_status === 'rejected') offersReply(await waitForDm(app, label.artist, 'passed on'));
    }
    const { sent, answer } = await sendDmToBot(app, label.artist, {
      content: 'Great!',
      replyTo: dm.id,
    });
    t.is(
      messageText(answer),
      isForwarded ? '-# Sent to the label · #1' : 'This label doesn’t accept replies by DM.',
    );
    // A message that nobody could have read is not one whose edit matters.
    await app.discord.control.editMessage({
      personId: label.artist,
      channelId: sent.channel_id,
      messageId: sent.id,
      content: 'Great',
    });
    if (isForwarded) await waitForDm(app, label.artist, 'Edits aren’t forwarded');
    await sendDmToBot(app, label.artist, { content: 'And?', replyTo: dm.id });
    const dms = JSON.stringify(
      await app.discord.control.readDm({
        personId: label.artist,
        userId: app.env.DISCORD_CLIENT_ID,
      }),
    );
    t.is(dms.includes('Edits aren’t forwarded'), isForwarded);
    const stored = (await app.tenancy.read(label.guildId, (db) =>
      db.table('artist_messages').where('direction', 'from_artist').select('id'),
    )) as unknown[];
    t.is(stored.length, isForwarded ? 2 : 0);
  });

test('an artist who left the server: staff are told, and the demo can still be tracked', async (t) => {
  const { app, label, waitInThread } = await createLabelWithDemo();
  await runCommand(app, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Still there?',
  });
  const dm = await waitForDm(app, label.artist, 'Still there?');
  await app.discord.control.leave({ serverId: label.guildId, personId: label.artist });
  await runCommand(app, label.staff, label.staffChannel, 'reply', {
    number: 1,
    message: 'Hello again?',
  });
  await waitInThread('the artist left the server');
  const about = await app.discord.control.pressButton({
    personId: label.artist,
    channelId: dm.channel_id,
    messageId: dm.id,
    customId: `dm:about:${label.guildId}:1`,
    settle: true,
  });
  t.regex(messageText(about), /#1 · Glass Horizon\n○ \*\*Received\*\*/);
});
