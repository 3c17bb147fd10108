import { waitForMessage } from '../helpers/label.ts';
import { assertStillDelivers, assertStillResponds, type SqlRow, testOnEngines } from './fixture.ts';

const LONG_TEXT = { sql: "repeat('<b>', 5000000)" };

/** Control characters but NUL, marks, markup, mentions. */
const HOSTILE_TEXTS = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '@everyone @here <@&1> <@900000000000000001> <#1>',
  '[free](javascript:alert(1)) **a** ||b|| ```',
  '\u0001\u0002\u0007\u001b[31m\u009f\u202e\u2066',
  '\u{1F3F4}\u{E0067}\u{E007F}',
  `${'*'.repeat(399)}`,
];

const BASE_ROW: SqlRow = {
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

testOnEngines(
  'hostile text and numbers break no page and no command, and obey no mark',
  async (t, tenant) => {
    const { insertRows, outboxRow, label, app, sql } = tenant;
    const artist_id = { sql: label.artist };
    const texts = HOSTILE_TEXTS.map((text, index) => ({
      ...BASE_ROW,
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
    const rowChanges: SqlRow[] = [
      { created_at: 9_000_000_000_000_000, status_changed_at: -9_000_000_000_000_000 },
      { created_at: big, status_changed_at: { sql: '-9223372036854775808' }, decided_at: big },
      { rating: -2_147_483_648, priority: '<b>', revision: 2_147_483_647, duplicate_of: big },
      { artist_id: -1, answers: '{"a":' },
      { artist_id: big, answers: '['.repeat(100_000), decision_event_id: 'nothing' },
      { card_channel_id: -1, card_message_id: big, card_bot_id: 0, thread_id: -5 },
      { artist_unreachable: 'whatever', card_revision: -1 },
    ];
    const numbers: SqlRow[] = rowChanges.map((row, index) => ({
      ...BASE_ROW,
      artist_id,
      number: 200 + index,
      ...row,
    }));
    await insertRows('submissions', [
      ...texts,
      ...numbers,
      { ...BASE_ROW, artist_id, number: big },
    ]);
    const place = { subject_type: 'submission', message_id: null, at: -1 };
    await insertRows('discord_messages', [
      { ...place, subject_id: '100', role: 'card', channel_id: -1, bot_id: -7 },
      { ...place, subject_id: '101', role: '__proto__', channel_id: 1, bot_id: 1 },
      { ...place, subject_id: '102', role: 'card', channel_id: big, message_id: big, bot_id: big },
    ]);
    await insertRows('submission_events', [
      ...['submitted', 'status', 'undone', 'nothing'].map((kind, index) => ({
        number: 100,
        id: `event-${index}`,
        kind,
        at: index % 2 ? 9_000_000_000_000_000 : -1,
        actor_id: -7,
        actor_name: HOSTILE_TEXTS[0] as string,
        source: 'whoever',
        from_status: 'x',
        to_status: '<x>',
        reason: HOSTILE_TEXTS[1] as string,
      })),
    ]);
    await insertRows('events', [
      ...['submission.submitted', 'submission.status', 'submission.undone', 'nothing'].map(
        (kind, index) => ({
          subject_type: 'submission',
          subject_id: '100',
          id: `new-event-${index}`,
          kind,
          at: index % 2 ? 9_000_000_000_000_000 : -1,
          actor_id: -7,
          actor_name: HOSTILE_TEXTS[0] as string,
          source: 'whoever',
          data: ['{', '[]', 'null', JSON.stringify({ from: {}, to: 7, reason: HOSTILE_TEXTS })][
            index
          ] as string,
        }),
      ),
    ]);
    await insertRows(
      'tags',
      HOSTILE_TEXTS.map((text, index) => ({
        id: `tag-${index}`,
        name: text.slice(0, 32),
        created_at: -1,
      })),
    );
    await insertRows(
      'subject_tags',
      [...HOSTILE_TEXTS.keys()].flatMap((index) =>
        ['100', 'x', '-1', '99999999999999999999'].map((subject_id) => ({
          subject_type: 'submission',
          subject_id,
          tag_id: `tag-${index}`,
          at: big,
        })),
      ),
    );
    await insertRows(
      'notes',
      HOSTILE_TEXTS.map((text, index) => ({
        subject_type: 'submission',
        subject_id: '100',
        id: `note-${index}`,
        author_id: -1,
        author_name: text.slice(0, 100),
        source: 'x',
        body: text.repeat(20),
        file_id: text.slice(0, 36),
        position_ms: index % 2 ? big : -1,
        created_at: big,
      })),
    );
    await insertRows(
      'assignments',
      ['100', '101', 'x', '-1', '99999999999999999999'].map((subject_id, index) => ({
        subject_type: 'submission',
        subject_id,
        assignee_id: index % 2 ? big : -1,
        assignee_name: (HOSTILE_TEXTS[index] as string).slice(0, 100),
        assigned_by_id: -1,
        assigned_by_name: '',
        assigned_at: big,
      })),
    );
    await insertRows(
      'ratings',
      HOSTILE_TEXTS.map((text, index) => ({
        subject_type: 'submission',
        subject_id: '100',
        user_id: -index,
        user_name: text.slice(0, 100),
        stars: [4, 0, -1, 2_147_483_647, 5, 6][index] as number,
        rated_at: index % 2 ? big : -1,
      })),
    );
    await insertRows(
      'listens',
      HOSTILE_TEXTS.map((text, index) => ({
        subject_type: 'submission',
        subject_id: '100',
        user_id: -index,
        user_name: text.slice(0, 100),
        heard_ms: index % 2 ? big : -1,
        first_at: big,
        last_at: big,
        track: text.slice(0, 60),
        position_ms: big,
      })),
    );
    await insertRows(
      'files',
      HOSTILE_TEXTS.map((text, index) => ({
        subject_type: 'submission',
        subject_id: '100',
        id: `file-${index}`,
        origin: 'form',
        name: text.slice(0, 400),
        size_bytes: index % 2 ? big : 9,
        state: 'ready',
        format: index % 2 ? 'wav' : text.slice(0, 24),
        content_type: text.slice(0, 100),
        store: text.slice(0, 64),
        sealed_key: `vault:v1:${text}`,
        attempts: 0,
        created_at: big,
      })),
    );
    await insertRows(
      'discord_messages',
      [...HOSTILE_TEXTS.keys()].map((index) => ({
        subject_type: 'file',
        subject_id: `file-${index}`,
        role: index % 2 ? 'thread' : 'card',
        channel_id: -index,
        message_id: big,
        bot_id: -1,
        at: big,
      })),
    );
    await insertRows(
      'outbox',
      [...HOSTILE_TEXTS.keys()].flatMap((index) => [
        ...['thread.note', 'thread.note_remove'].map((kind) =>
          outboxRow({ kind, number: 100, ref_id: `note-${index}` }),
        ),
        ...['thread.file', 'thread.file_remove'].map((kind) =>
          outboxRow({ kind, number: 100, ref_id: `file-${index}` }),
        ),
      ]),
    );
    await insertRows('artist_messages', [
      {
        number: 100,
        id: 'message-1',
        direction: 'sideways',
        at: 9_000_000_000_000_000,
        author_id: -1,
        author_name: HOSTILE_TEXTS[0] as string,
        source: 'x',
        body: HOSTILE_TEXTS.join('\n'),
        attachments: '[{"url":"javascript:alert(1)","name":"x"},{"url":7}]',
        delivery: 'x',
      },
    ]);
    await insertRows(
      'outbox',
      [...texts, ...numbers].flatMap(({ number }) =>
        ['thread.open', 'card.post'].map((kind) => outboxRow({ kind, number: number as number })),
      ),
    );
    await assertStillDelivers(app, label);
    const pages = [...texts, ...numbers].map(({ number }) => `/submissions/${number}`);
    const pageText = await assertStillResponds(t, tenant, [
      ...pages,
      '/submissions?status=in_queue',
      '/submissions?tag=anything',
      '/submissions?assignee=me',
      '/submissions?assignee=nobody',
    ]);
    t.notRegex(pageText, /<script>alert|<img src=x|href="javascript:/);
    const { messages } = await app.discord.control.inspectChannel({
      channelId: label.staffChannel,
      limit: 1_000,
    });
    for (const message of messages)
      t.deepEqual(
        [message.mentions, message.mention_roles, message.mention_everyone],
        [[], [], false],
      );
    await waitForMessage(app, { channelId: label.staffChannel, contains: 'card:approve:100' });
    await sql(`DELETE FROM {submissions} WHERE number >= 100`);
  },
);

testOnEngines(
  'texts of many megabytes cost their own label an answer at most',
  async (t, tenant) => {
    const { insertRows, outboxRow, neighbour, label, app, sql } = tenant;
    const artist_id = { sql: label.artist };
    await insertRows('submissions', [
      { ...BASE_ROW, artist_id, number: 100, message: LONG_TEXT },
      { ...BASE_ROW, artist_id, number: 101, message: LONG_TEXT, answers: LONG_TEXT },
      { ...BASE_ROW, artist_id, number: 102, track_url: 'https://x.example/' },
    ]);
    await insertRows(
      'outbox',
      [100, 101, 102].map((number) => outboxRow({ number })),
    );
    await assertStillResponds(t, tenant, ['/submissions/100', '/submissions/101']);
    await assertStillDelivers(app, neighbour.label);
    await sql('DELETE FROM {submissions} WHERE number >= 100');
    t.true((await tenant.fixture.operations.storage.retestConnection(tenant.fixture.admin)).passed);
    await assertStillDelivers(app, label);
  },
);

testOnEngines(
  'settings that are garbage leave a label that is not set up, and no more',
  async (t, tenant) => {
    const { sql, app, label, neighbour } = tenant;
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
      const pageText = await assertStillResponds(t, tenant);
      t.notRegex(pageText, /<script>alert/);
    }
    await sql('DELETE FROM {guild_settings}');
    await assertStillResponds(t, tenant);
    await assertStillDelivers(app, neighbour.label);
    t.is((await app.tenancy.getPlacement(label.guildId)).kind, 'own');
  },
);
