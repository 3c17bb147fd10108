import test from 'ava';
import {
  sendDmToBot,
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

/** Each is a title, an artist's name, a message; all must come in as they are. */
const TEXTS: Record<string, string> = {
  'mass mentions': '@everyone @here <@&1> <@900000000000000001> <#1>',
  'a masked link': '[free money](https://evil.example) <https://evil.example>',
  headings: '# big ## > quote - list 1. one',
  'marks that pair': '**a** __b__ ~~c~~ ||d|| `e` ```f``` *** ___',
  'backslashes at the end': 'end \\\\\\',
  'zero width': 'a\u200bb\u200d\u2060c',
  emoji: '🏴󠁧󠁢󠁥󠁮󠁧󠁿👩‍👩‍👧‍👦🫠𝕏',
  'right to left': 'نجمة الليل',
  'direction override': '\u202egnp.3pm\u2066 x',
  'stacked accents': `Z${'\u0300\u0301\u0302'.repeat(30)}o`,
  'commands and times': '</start:1> <t:1:R> <id:home> <:a:1>',
  'names of fields': '{{title}} $t(card.approve) %s <%= x %>',
};

async function createFixture() {
  const app = await getApp();
  const label = await createLabel(app, { plan: 'starter' });
  await setUpLabel(app, label);
  return { app, label };
}

for (const [kind, text] of Object.entries(TEXTS))
  test(`${kind}: kept as given, shown plain on card, in thread, DM, lists`, async (t) => {
    const { app, label } = await createFixture();
    const { card } = await submitDemoWithCard(app, label, {
      artistName: text,
      trackTitle: text,
      message: `${text}\n${text}`,
    });
    const row = await app.tenancy.read(label.guildId, (db) =>
      db.table('submissions').first('artist_name', 'track_title', 'message'),
    );
    t.deepEqual(row, { artist_name: text, track_title: text, message: `${text}\n${text}` });

    const threadId = await waitForThread(app, label, 1);
    await runCommand(app, label.staff, label.staffChannel, 'reply', { number: 1, message: text });
    const dm = await waitForDm(app, label.artist, 'Reply here');
    await sendDmToBot(app, label.artist, { content: text, replyTo: dm.id });
    const copy = await waitForMessage(app, { channelId: threadId, contains: '(artist)' });
    const seen = [card, dm, copy];
    for (const [who, command] of [
      ['staff', 'queue'],
      ['artist', 'my_subs'],
    ] as const) {
      const channelId = who === 'staff' ? label.staffChannel : label.demosChannel;
      const outcome = await runCommand(app, label[who], channelId, command);
      if (outcome.kind === 'message') seen.push(outcome.message);
    }
    t.is(seen.length, 5);
    // Nothing fills in what a person wrote.
    if (text.includes('{{'))
      for (const message of seen)
        t.true(messageText(message).includes('{{title}} $t\\(card.approve\\) %s'));
    for (const message of seen) {
      t.deepEqual(
        [message.mentions, message.mention_roles, message.mention_everyone],
        [[], [], false],
      );
      // Our own mention of the artist aside, nothing of it is a mark that Discord obeys.
      const shown = messageText(message).replaceAll(`<@${label.artist}>`, '');
      t.notRegex(
        shown,
        /@everyone|@here|<@|<#\d|<\/start|<id:|<:a|\]\(https:\/\/evil|[\u202a-\u202e]/,
        kind,
      );
      t.notRegex(shown, /(?<!\\)(\*\*a\*\*|__b|~~c|\|\|d|`e)/, kind);
      t.true(shown.isWellFormed());
    }
  });

test('the longest that a form takes, of marks, lines and wide characters: the card is there', async (t) => {
  const { app, label } = await createFixture();
  for (const fill of ['*', '🫠', 'ﷺ', '\u0301'])
    await submitDemoWithCard(app, label, {
      artistName: fill.repeat(300),
      trackTitle: fill.repeat(300),
      trackUrl: `https://x.test.com/${'y'.repeat(1_981)}`,
      message: fill.repeat(2_000),
    });
  const lines = await submitDemoWithCard(app, label, {
    trackUrl: `https://x.test.com/${'y'.repeat(900)}`,
    trackTitle: '*'.repeat(300),
    artistName: '*'.repeat(300),
    message: `a${'\n'.repeat(1_998)}b`,
  });
  t.regex(messageText(lines.card), /> a\n> \n> b/);
  t.regex(
    messageText(await runCommand(app, label.staff, label.staffChannel, 'queue')),
    /Queue · 5 open/,
  );
  t.regex(messageText(await runCommand(app, label.artist, label.demosChannel, 'my_subs')), /#5/);
});

test('control characters are refused with the field named, wherever they come', async (t) => {
  const { app, label } = await createFixture();
  const control = 'contains control characters. Use plain text.';
  t.is(
    messageText(await submitDemo(app, label, { message: 'a\u001b[31mb' })),
    `Message ${control}\nFix and resend`,
  );
  t.is(
    messageText(await submitDemo(app, label, { trackTitle: 'a\u0000' })),
    `Track title ${control}\nFix and resend`,
  );
  await submitDemoWithCard(app, label);
  const staff = (command: string, options: object) =>
    runCommand(app, label.staff, label.staffChannel, command, { number: 1, ...options }).then(
      messageText,
    );
  t.is(await staff('reply', { message: 'a\u0007b' }), `Message ${control}`);
  t.is(await staff('status', { new_status: 'rejected', reason: 'a\u0007b' }), `Reason ${control}`);
});
