import { waitFor } from '../helpers/label.ts';
import { onEngines, type PlantedRow, stillAnswers, stillDelivers } from './world.ts';

const LONG = { sql: "repeat('<b>', 5000000)" };

/** Control characters but NUL, marks, markup, mentions. */
const TEXTS = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '@everyone @here <@&1> <@900000000000000001> <#1>',
  '[free](javascript:alert(1)) **a** ||b|| ```',
  '\u0001\u0002\u0007\u001b[31m\u009f\u202e\u2066',
  '\u{1F3F4}\u{E0067}\u{E007F}',
  `${'*'.repeat(399)}`,
];

const base: PlantedRow = {
  artist_handle: 'x',
  artist_name: 'x',
  track_title: 'x',
  track_url: 'https://soundcloud.com/x/y',
  platform: 'soundcloud',
  link_hash: '0',
  answers: '[]',
  status: 'in_queue',
  revision: 1,
  created_at: 1,
  status_changed_at: 1,
};

onEngines(
  'hostile text and numbers break no page and no command, and obey no mark',
  async (t, enemy) => {
    const { plant, outboxRow, label, house, sql } = enemy;
    const artist_id = { sql: label.artist };
    const texts = TEXTS.map((text, index) => ({
      ...base,
      artist_id,
      number: 100 + index,
      artist_name: text,
      artist_handle: text.slice(0, 100),
      track_title: text,
      genre: text.slice(0, 180),
      message: text.repeat(10),
      platform: text.slice(0, 20),
      status: text.slice(0, 20),
      track_url: `javascript:alert("${index}")`,
      answers: `[{"question":"x","answer":7},null,"x",{"question":{}}]`,
    }));
    const big = { sql: '9223372036854775807' };
    const changes: PlantedRow[] = [
      { created_at: 9_000_000_000_000_000, status_changed_at: -9_000_000_000_000_000 },
      { created_at: big, status_changed_at: { sql: '-9223372036854775808' }, decided_at: big },
      { rating: -2_147_483_648, revision: 2_147_483_647, duplicate_of: big },
      { artist_id: -1, answers: '{"a":' },
      { artist_id: big, answers: '['.repeat(100_000), decision_event_id: 'nothing' },
      { card_channel_id: -1, card_message_id: big, card_bot_id: 0, thread_id: -5 },
      { artist_unreachable: 'whatever', card_revision: -1 },
    ];
    const numbers: PlantedRow[] = changes.map((row, index) => ({
      ...base,
      artist_id,
      number: 200 + index,
      ...row,
    }));
    await plant('submissions', [...texts, ...numbers, { ...base, artist_id, number: big }]);
    await plant('submission_events', [
      ...['submitted', 'status', 'undone', 'nothing'].map((kind, index) => ({
        number: 100,
        id: `event-${index}`,
        kind,
        at: index % 2 ? 9_000_000_000_000_000 : -1,
        actor_id: -7,
        actor_name: TEXTS[0] as string,
        source: 'whoever',
        from_status: 'x',
        to_status: '<x>',
        reason: TEXTS[1] as string,
      })),
    ]);
    await plant('artist_messages', [
      {
        number: 100,
        id: 'message-1',
        direction: 'sideways',
        at: 9_000_000_000_000_000,
        author_id: -1,
        author_name: TEXTS[0] as string,
        source: 'x',
        body: TEXTS.join('\n'),
        attachments: '[{"url":"javascript:alert(1)","name":"x"},{"url":7}]',
        delivery: 'x',
      },
    ]);
    await plant(
      'outbox',
      [...texts, ...numbers].flatMap(({ number }) =>
        ['thread.open', 'card.post'].map((kind) => outboxRow({ kind, number: number as number })),
      ),
    );
    await stillDelivers(house, label);
    const pages = [...texts, ...numbers].map(({ number }) => `/submissions/${number}`);
    const said = await stillAnswers(t, enemy, [...pages, '/submissions?status=in_queue']);
    t.notRegex(said, /<script>alert|<img src=x|href="javascript:/);
    const { messages } = await house.discord.control.inspectChannel({
      channelId: label.staffChannel,
      limit: 1_000,
    });
    for (const message of messages)
      t.deepEqual(
        [message.mentions, message.mention_roles, message.mention_everyone],
        [[], [], false],
      );
    await waitFor(house, { channelId: label.staffChannel, contains: 'card:approve:100' });
    await sql(`DELETE FROM {submissions} WHERE number >= 100`);
  },
);

onEngines('texts of many megabytes cost their own label an answer at most', async (t, enemy) => {
  const { plant, outboxRow, neighbour, label, house, sql } = enemy;
  const artist_id = { sql: label.artist };
  await plant('submissions', [
    { ...base, artist_id, number: 100, message: LONG },
    { ...base, artist_id, number: 101, message: LONG, answers: LONG },
    { ...base, artist_id, number: 102, track_url: 'https://x.example/' },
  ]);
  await plant(
    'outbox',
    [100, 101, 102].map((number) => outboxRow({ number })),
  );
  await stillAnswers(t, enemy, ['/submissions/100', '/submissions/101']);
  await stillDelivers(house, neighbour.label);
  await sql('DELETE FROM {submissions} WHERE number >= 100');
  t.true((await enemy.desk.acts.storage.retest(enemy.desk.admin)).passed);
  await stillDelivers(house, label);
});

onEngines(
  'settings that are garbage leave a label that is not set up, and no more',
  async (t, enemy) => {
    const { sql, house, label, neighbour } = enemy;
    const documents = [
      'null',
      '[]',
      '{"labelName":{},"staffChannelId":[],"staffRoleIds":"x","undoSeconds":1e99,"intakeOpen":"no"}',
      '{"__proto__":{"staffChannelId":"1"},"constructor":1}',
      `{"labelName":"${'@everyone '.repeat(9)}","staffChannelId":"../../x"}`,
      '<script>alert(1)</script>',
      '',
      '['.repeat(50_000),
    ];
    for (const document of documents) {
      await sql(`UPDATE {guild_settings} SET document = '${document}', revision = -1`);
      const said = await stillAnswers(t, enemy);
      t.notRegex(said, /<script>alert/);
    }
    await sql('DELETE FROM {guild_settings}');
    await stillAnswers(t, enemy);
    await stillDelivers(house, neighbour.label);
    t.is((await house.tenancy.placement(label.guildId)).kind, 'own');
  },
);
