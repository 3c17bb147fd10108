import type { ExecutionContext } from 'ava';
import type { DatabaseRow } from '../../tenancy/index.ts';
import {
  assertStillDelivers,
  assertStillResponds,
  type MaliciousTenant,
  type SqlRow,
  signInAsOwner,
  testOnEngines,
} from './fixture.ts';

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
  'dm.channel_lost',
];
const EVENT = '00000000-0000-7000-8000-000000000001';

/** A demo as it would be written by us, but for what is changed. */
const submissionRow = (row: SqlRow): SqlRow => ({
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
async function insertDecisionRecords(
  { insertRows, label }: MaliciousTenant,
  number: number,
): Promise<void> {
  await insertRows('submission_events', [
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
  await insertRows('artist_messages', [
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

const rawId = (digits: string) => ({ sql: digits });

async function assertNeighbourUntouched(
  t: ExecutionContext,
  tenant: MaliciousTenant,
  before: string,
): Promise<void> {
  await assertStillDelivers(tenant.app, tenant.label);
  t.is(await tenant.neighbour.readEverything(), before);
  await assertStillDelivers(tenant.app, tenant.neighbour.label);
  t.false((await tenant.neighbour.readEverything()).includes('Planted'));
}

testOnEngines(
  'rows of the outbox that nobody of us wrote are let go or put off, and the others are delivered',
  async (t, tenant) => {
    const { insertRows, outboxRow, neighbour, fixture, app, label } = tenant;
    const before = await neighbour.readEverything();
    const big = { sql: '9223372036854775807' };
    const unknownKinds = ['nothing', 'constructor', 'toString', '__proto__', 'card.post.', ''];
    const rows: SqlRow[] = [
      ...unknownKinds.map((kind) => ({ kind })),
      // Due for longer than a newer version would leave them, or from a time that has not come.
      ...unknownKinds.map((kind) => ({ kind, created_at: 1, due_at: 1 })),
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
    await insertRows('outbox', rows.map(outboxRow));
    await assertNeighbourUntouched(t, tenant, before);
    await assertStillResponds(t, tenant);
    // What is left was held, given up, or may be a newer version's.
    const isLeasedByNobody = ({ lease_owner: owner }: DatabaseRow) => owner === 'nobody';
    const canBeFromNewerVersion = (row: DatabaseRow) =>
      unknownKinds.includes(row.kind) && Math.abs(Date.now() - Number(row.created_at)) < 3_600_000;
    const remaining = await fixture.waitUntilGone(
      (row) => !canBeFromNewerVersion(row) && !isLeasedByNobody(row),
    );
    const waiting = remaining.filter((row) => !isLeasedByNobody(row));
    t.deepEqual(waiting.map(({ kind }) => kind).sort(), [...unknownKinds].sort());
    t.true(waiting.every(({ last_error: error }) => error === 'unknown_kind'));
    const refused = await app.tenancy.read(label.guildId, (db) =>
      Promise.resolve(db.table('events').where('kind', 'delivery.refused').select('data')),
    );
    t.is(refused.length, 2 * unknownKinds.length);
  },
);

testOnEngines(
  'channels, threads, cards and people of another server are not reached',
  async (t, tenant) => {
    const { insertRows, outboxRow, neighbour, label, sql, fixture, app } = tenant;
    const foreign = neighbour.label;
    const before = await neighbour.readEverything();
    const targets: SqlRow[] = [
      {
        number: 500,
        artist_id: rawId(foreign.artist),
        card_channel_id: rawId(foreign.staffChannel),
        card_message_id: rawId(neighbour.cardId),
        card_bot_id: { sql: '1180000000000000001' },
        thread_id: rawId(neighbour.threadId),
        artist_dm_channel_id: rawId(foreign.generalChannel),
      },
      {
        number: 501,
        artist_id: rawId(foreign.secondArtist),
        thread_id: rawId(foreign.generalChannel),
      },
      { number: 502, artist_id: rawId(foreign.staff), thread_id: rawId(foreign.staffChannel) },
      { number: 503, artist_id: 0 },
      { number: 504, artist_id: { sql: '9223372036854775807' } },
    ];
    await insertRows('submissions', targets.map(submissionRow));
    for (const { number } of targets) await insertDecisionRecords(tenant, number as number);
    const channels = [
      foreign.staffChannel,
      foreign.generalChannel,
      neighbour.threadId,
      `${label.staffChannel}/../${foreign.staffChannel}`,
      `../channels/${foreign.generalChannel}`,
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
      const targetsOfTurn = targets.filter((_, index) => (index + turn) % targets.length < 2);
      await insertRows(
        'outbox',
        targetsOfTurn.flatMap(({ number }) =>
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
      await app.tenancy.write(label.guildId, async (db) => db.wakeAt(Date.now()));
      await fixture.waitUntilIdle();
    }
    const ownDocument = JSON.stringify({
      labelName: 'Nightfall',
      staffChannelId: label.staffChannel,
    });
    await sql(`UPDATE {guild_settings} SET document = '${ownDocument}'`);
    await assertNeighbourUntouched(t, tenant, before);
    await assertStillResponds(t, tenant, [
      '/submissions/500',
      '/submissions/501',
      '/submissions/504',
    ]);
  },
);

testOnEngines('rows that name another server are nobody’s', async (t, tenant) => {
  const { insertRows, outboxRow, neighbour, label } = tenant;
  const before = await neighbour.readEverything();
  const guild_id = rawId(neighbour.label.guildId);
  await insertRows('guild_fence', [{ guild_id, epoch: 1, mode: 'open', changed_at: 1 }]);
  await insertRows('guild_settings', [
    {
      guild_id,
      document: JSON.stringify({ labelName: 'Planted', staffChannelId: label.staffChannel }),
      revision: 99,
      updated_at: 1,
    },
  ]);
  await insertRows('submissions', [
    submissionRow({ guild_id, number: 77, artist_id: rawId(label.artist) }),
  ]);
  const rows = KINDS.map((kind) => outboxRow({ guild_id, kind, number: 77 }));
  await insertRows('outbox', rows);
  await insertRows(
    'outbox_due',
    rows.map(({ id }) => ({ guild_id, id: id as string, due_at: 1 })),
  );
  await assertNeighbourUntouched(t, tenant, before);
  t.false((await assertStillResponds(t, tenant)).includes('Planted'));
  const { app } = tenant;
  const visitor = await signInAsOwner(app, neighbour.label);
  const pageText = await assertStillResponds(t, { app, label: neighbour.label, visitor });
  t.false(pageText.includes('Planted'));
});

testOnEngines(
  'a row that is written anew for each one that goes does not keep the worker from others',
  async (t, tenant) => {
    const { insertRows, outboxRow, neighbour, sql, engine, app, label } = tenant;
    // A trigger of MariaDB may not write into its own table: as many rows as it would have come to.
    if (engine === 'mariadb')
      await insertRows(
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
    await insertRows('outbox', [outboxRow({ kind: 'nothing' })]);
    await assertStillDelivers(app, label);
    for (let turn = 0; turn < 3; turn++) await assertStillDelivers(app, neighbour.label);
    t.pass();
  },
);
