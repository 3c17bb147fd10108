import test from 'ava';
import { createLabel, run, setUp, submitDemo, textOf, waitFor } from '../helpers/label.ts';
import { demoWithCard, dmTo, threadOf, writeToBot } from '../helpers/on-discord.ts';
import { sharedHouse } from '../helpers/shared-house.ts';

const open = sharedHouse();

/** Each is a title, an artist's name, a genre and a message; all must come in as they are. */
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

async function labelled() {
  const house = await open();
  const label = await createLabel(house, { plan: 'starter' });
  await setUp(house, label);
  return { house, label };
}

for (const [kind, text] of Object.entries(TEXTS))
  test(`${kind}: kept as given, shown plain on card, in thread, DM, lists`, async (t) => {
    const { house, label } = await labelled();
    const { card } = await demoWithCard(house, label, {
      artistName: text,
      trackTitle: text,
      genre: text.slice(0, 90),
      message: `${text}\n${text}`,
    });
    const row = await house.tenancy.read(label.guildId, (db) =>
      db.table('submissions').first('artist_name', 'track_title', 'message'),
    );
    t.deepEqual(row, { artist_name: text, track_title: text, message: `${text}\n${text}` });

    const threadId = await threadOf(house, label, 1);
    await run(house, label.staff, label.staffChannel, 'reply', { number: 1, message: text });
    const dm = await dmTo(house, label.artist, 'Answer here');
    await writeToBot(house, label.artist, { content: text, replyTo: dm.id });
    const copy = await waitFor(house, { channelId: threadId, contains: '(artist)' });
    const seen = [card, dm, copy];
    for (const [who, command] of [
      ['staff', 'queue'],
      ['artist', 'my_subs'],
    ] as const) {
      const place = who === 'staff' ? label.staffChannel : label.demos;
      const outcome = await run(house, label[who], place, command);
      if (outcome.kind === 'message') seen.push(outcome.message);
    }
    t.is(seen.length, 5);
    // Nothing fills in what a person wrote.
    if (text.includes('{{'))
      for (const message of seen)
        t.true(textOf(message).includes('{{title}} $t\\(card.approve\\) %s'));
    for (const message of seen) {
      t.deepEqual(
        [message.mentions, message.mention_roles, message.mention_everyone],
        [[], [], false],
      );
      // Our own mention of the artist aside, nothing of it is a mark that Discord obeys.
      const shown = textOf(message).replaceAll(`<@${label.artist}>`, '');
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
  const { house, label } = await labelled();
  for (const fill of ['*', '🫠', 'ﷺ', '\u0301'])
    await demoWithCard(house, label, {
      artistName: fill.repeat(300),
      trackTitle: fill.repeat(300),
      trackUrl: `https://x.example/${'y'.repeat(1_982)}`,
      genre: fill.repeat(100),
      message: fill.repeat(2_000),
    });
  const lines = await demoWithCard(house, label, {
    trackUrl: `https://x.example/${'y'.repeat(900)}`,
    trackTitle: '*'.repeat(300),
    artistName: '*'.repeat(300),
    message: `a${'\n'.repeat(1_998)}b`,
  });
  t.regex(textOf(lines.card), /> a\n> \n> b/);
  t.regex(textOf(await run(house, label.staff, label.staffChannel, 'queue')), /Queue · 5 open/);
  t.regex(textOf(await run(house, label.artist, label.demos, 'my_subs')), /#5/);
});

test('control characters are refused with the field named, wherever they come', async (t) => {
  const { house, label } = await labelled();
  const control = 'contains control characters. Type it as plain text.';
  t.is(
    textOf(await submitDemo(house, label, { message: 'a\u001b[31mb' })),
    `Message ${control}\nCorrect it`,
  );
  t.is(
    textOf(await submitDemo(house, label, { genre: 'a\u0000' })),
    `Genre ${control}\nCorrect it`,
  );
  await demoWithCard(house, label);
  const staff = (command: string, options: object) =>
    run(house, label.staff, label.staffChannel, command, { number: 1, ...options }).then(textOf);
  t.is(await staff('reply', { message: 'a\u0007b' }), `Message ${control}`);
  t.is(await staff('status', { new_status: 'rejected', reason: 'a\u0007b' }), `Reason ${control}`);
});
