import type { ExecutionContext } from 'ava';
import type { Row } from '../../tenancy/index.ts';
import {
  type Enemy,
  onEngines,
  ownerOf,
  type PlantedRow,
  stillAnswers,
  stillDelivers,
} from './world.ts';

/** Every kind of delivery there is. */
const KINDS = [
  'card.post',
  'card.edit',
  'thread.open',
  'thread.intro',
  'thread.tidy',
  'thread.message',
  'thread.notice',
  'dm.decision',
  'dm.parked',
  'dm.message',
  'route.post',
];
const EVENT = '00000000-0000-7000-8000-000000000001';

/** A demo as it would be written by us, but for what is changed. */
const submission = (row: PlantedRow): PlantedRow => ({
  number: 500,
  artist_id: 1,
  artist_handle: 'x',
  artist_name: 'Somebody',
  track_title: 'Planted',
  track_url: 'https://soundcloud.com/x/y',
  platform: 'soundcloud',
  link_hash: '0',
  message: 'Planted',
  answers: '[]',
  status: 'approved',
  revision: 1,
  created_at: Date.now(),
  status_changed_at: Date.now(),
  decision_event_id: EVENT,
  ...row,
});

/** A decision and a message of staff, which the kinds above name. */
async function plantRecords({ plant, label }: Enemy, number: number): Promise<void> {
  await plant('submission_events', [
    {
      number,
      id: EVENT,
      kind: 'status',
      at: Date.now(),
      actor_id: { sql: label.staff },
      actor_name: 'Jonas',
      source: 'discord',
      from_status: 'in_queue',
      to_status: 'approved',
      reason: 'Planted reason',
    },
  ]);
  await plant('artist_messages', [
    {
      number,
      id: EVENT,
      direction: 'to_artist',
      at: Date.now(),
      author_id: { sql: label.staff },
      author_name: 'Jonas',
      source: 'discord',
      body: 'Planted words',
      attachments: '[]',
      delivery: 'pending',
    },
  ]);
}

const idOf = (digits: string) => ({ sql: digits });

async function untouched(t: ExecutionContext, enemy: Enemy, before: string): Promise<void> {
  await stillDelivers(enemy.house, enemy.label);
  t.is(await enemy.neighbour.seen(), before);
  await stillDelivers(enemy.house, enemy.neighbour.label);
  t.false((await enemy.neighbour.seen()).includes('Planted'));
}

onEngines(
  'rows of the outbox that nobody of us wrote are let go or put off, and the others are delivered',
  async (t, enemy) => {
    const { plant, outboxRow, neighbour, desk, house, label } = enemy;
    const before = await neighbour.seen();
    const big = { sql: '9223372036854775807' };
    const unknownKinds = ['nothing', 'constructor', 'toString', '__proto__', 'card.post.', ''];
    const rows: PlantedRow[] = [
      ...unknownKinds.map((kind) => ({ kind })),
      // Older than a newer version would leave them, or from a time that has not come.
      ...unknownKinds.map((kind) => ({ kind, created_at: 1 })),
      ...unknownKinds.map((kind) => ({ kind, created_at: big })),
      ...[null, 0, -1, 999, 9_007_199_254_740_993n, big, { sql: '-9223372036854775808' }].map(
        (number) => ({ number }),
      ),
      { created_at: -1, due_at: -5 },
      { created_at: big, first_sent_at: big },
      { first_sent_at: { sql: '-9223372036854775808' } },
      { attempts: 2_147_483_647 },
      { attempts: -2_147_483_648 },
      { ref_id: "'; DROP TABLE outbox; --" },
      { kind: 'dm.message', ref_id: '../../x' },
      { state: 'leased', lease_owner: 'x', lease_until: -1 },
      { lease_until: big, lease_owner: 'nobody', state: 'leased' },
      { state: 'whatever' },
    ];
    await plant('outbox', rows.map(outboxRow));
    await untouched(t, enemy, before);
    await stillAnswers(t, enemy);
    // What is left was held, given up, or may be a newer version's.
    const isHeld = ({ lease_owner: owner }: Row) => owner === 'nobody';
    const left = await desk.left((row) => !unknownKinds.includes(row.kind) && !isHeld(row));
    const waiting = left.filter((row) => !isHeld(row));
    t.deepEqual(waiting.map(({ kind }) => kind).sort(), [...unknownKinds].sort());
    t.true(waiting.every(({ last_error: error }) => error === 'unknown_kind'));
    const refused = await house.tenancy.read(label.guildId, (db) =>
      Promise.resolve(db.table('audit_log').where('act', 'delivery.refused').select('target')),
    );
    t.is(refused.length, 2 * unknownKinds.length);
  },
);

onEngines(
  'channels, threads, cards and people of another server are not reached',
  async (t, enemy) => {
    const { plant, outboxRow, neighbour, label, sql, desk, house } = enemy;
    const foreign = neighbour.label;
    const before = await neighbour.seen();
    const targets: PlantedRow[] = [
      {
        number: 500,
        artist_id: idOf(foreign.artist),
        card_channel_id: idOf(foreign.staffChannel),
        card_message_id: idOf(neighbour.cardId),
        card_bot_id: { sql: '1180000000000000001' },
        thread_id: idOf(neighbour.threadId),
        artist_dm_channel_id: idOf(foreign.general),
      },
      { number: 501, artist_id: idOf(foreign.secondArtist), thread_id: idOf(foreign.general) },
      { number: 502, artist_id: idOf(foreign.staff), thread_id: idOf(foreign.staffChannel) },
      { number: 503, artist_id: 0 },
      { number: 504, artist_id: { sql: '9223372036854775807' } },
    ];
    await plant('submissions', targets.map(submission));
    for (const { number } of targets) await plantRecords(enemy, number as number);
    const channels = [
      foreign.staffChannel,
      foreign.general,
      neighbour.threadId,
      `${label.staffChannel}/../${foreign.staffChannel}`,
      `../channels/${foreign.general}`,
      `${foreign.staffChannel}?${label.staffChannel}`,
      '@me',
    ];
    for (const [turn, channelId] of channels.entries()) {
      const document = JSON.stringify({
        labelName: 'Planted',
        staffChannelId: channelId,
        approvedChannelId: channelId,
        rejectedChannelId: channelId,
      });
      await sql(`UPDATE {guild_settings} SET document = '${document}'`);
      // Of each own database so many are delivered in ten seconds: some for each channel.
      const some = targets.filter((_, index) => (index + turn) % targets.length < 2);
      await plant(
        'outbox',
        some.flatMap(({ number }) =>
          KINDS.map((kind) =>
            outboxRow({
              kind,
              number: number as number,
              ref_id: EVENT,
              first_sent_at: turn % 2 ? 1 : null,
            }),
          ),
        ),
      );
      await house.tenancy.write(label.guildId, async (db) => db.wakeAt(Date.now()));
      await desk.settled();
    }
    const mine = JSON.stringify({ labelName: 'Nightfall', staffChannelId: label.staffChannel });
    await sql(`UPDATE {guild_settings} SET document = '${mine}'`);
    await untouched(t, enemy, before);
    await stillAnswers(t, enemy, ['/submissions/500', '/submissions/501', '/submissions/504']);
  },
);

onEngines('rows that name another server are nobody’s', async (t, enemy) => {
  const { plant, outboxRow, neighbour, label } = enemy;
  const before = await neighbour.seen();
  const guild_id = idOf(neighbour.label.guildId);
  await plant('guild_fence', [{ guild_id, epoch: 1, mode: 'open', changed_at: 1 }]);
  await plant('guild_settings', [
    {
      guild_id,
      document: JSON.stringify({ labelName: 'Planted', staffChannelId: label.staffChannel }),
      revision: 99,
      updated_at: 1,
    },
  ]);
  await plant('submissions', [submission({ guild_id, number: 77, artist_id: idOf(label.artist) })]);
  const rows = KINDS.map((kind) => outboxRow({ guild_id, kind, number: 77 }));
  await plant('outbox', rows);
  await plant(
    'outbox_due',
    rows.map(({ id }) => ({ guild_id, id: id as string, due_at: 1 })),
  );
  await untouched(t, enemy, before);
  t.false((await stillAnswers(t, enemy)).includes('Planted'));
  const { house } = enemy;
  const visitor = await ownerOf(house, neighbour.label);
  const said = await stillAnswers(t, { house, label: neighbour.label, visitor });
  t.false(said.includes('Planted'));
});

onEngines(
  'a row that is written anew for each one that goes does not keep the worker from others',
  async (t, enemy) => {
    const { plant, outboxRow, neighbour, sql, engine, house, label } = enemy;
    // A trigger of MariaDB may not write into its own table: as many rows as it would have come to.
    if (engine === 'mariadb')
      await plant(
        'outbox',
        Array.from({ length: 400 }, () => outboxRow({ kind: 'nothing' })),
      );
    else {
      await sql(`CREATE FUNCTION vektra.again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        OLD.id := left(md5(random()::text), 30); OLD.state := 'waiting'; OLD.due_at := 1;
        INSERT INTO vektra.outbox SELECT OLD.*; RETURN NULL; END $$`);
      await sql(`CREATE TRIGGER again AFTER DELETE ON {outbox}
        FOR EACH ROW EXECUTE FUNCTION vektra.again()`);
    }
    await plant('outbox', [outboxRow({ kind: 'nothing' })]);
    await stillDelivers(house, label);
    for (let turn = 0; turn < 3; turn++) await stillDelivers(house, neighbour.label);
    t.pass();
  },
);
