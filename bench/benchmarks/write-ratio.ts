import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { createGuildWithSubmissions } from '../lib/guilds.ts';
import { measureRatio } from '../lib/ratio.ts';
import { createBaselinePool, createBenchTenancy } from '../lib/tenancy.ts';
import type { Benchmark } from '../lib/types.ts';

/** A table of one guild: through tenant access, or bare Knex with the guild in every statement. */
type TableFactory = (name: string) => Knex.QueryBuilder;

let serial = 0;

/**
 * The statements of a submission, one for one and in the act's own order
 * (domain/submissions/submit): request, settings, duplicate, number, five inserts, answer. `own` is
 * what the bare side must write itself: the guild. The wake-up after a commit belongs to neither
 * side: no caller waits for it.
 */
export async function writeSubmission(
  table: TableFactory,
  scope: object,
  guildColumns: object,
): Promise<void> {
  const id = `bench:${++serial}:${process.pid}`;
  const now = Date.now();
  const hash = String(serial).padStart(64, '0');
  const expression = (sql: string, knex: Knex.QueryBuilder) => knex.client.raw(sql);
  await Promise.all([
    table('requests')
      .insert({ ...guildColumns, id, at: now, answer: null })
      .onConflict(['guild_id', 'id'])
      .ignore(),
    table('requests')
      .where({ ...scope, id })
      .first('answer'),
  ]);
  await Promise.all([
    table('guild_settings').where(scope).first('document'),
    table('submissions')
      .where({ ...scope, link_hash: hash })
      .min({ number: 'number' })
      .first(),
  ]);
  const counter = table('guild_counters').where({ ...scope, name: 'submission' });
  const [, row] = await Promise.all([
    counter.update({ value: expression('value + 1', counter) }),
    table('guild_counters')
      .where({ ...scope, name: 'submission' })
      .first('value'),
  ]);
  const number = Number(row.value);
  const actor = { actor_id: '600000000000000001', actor_name: 'KITE', source: 'discord' };
  const deliveries = ['thread.open', 'card.post'].map((kind) => ({ kind, id: uuidv7() }));
  await Promise.all([
    table('submissions').insert({
      ...guildColumns,
      number,
      artist_id: actor.actor_id,
      artist_handle: 'KITE',
      artist_name: 'KITE',
      track_title: 'Glass Horizon',
      track_url: 'https://soundcloud.com/kite/glass-horizon',
      platform: 'soundcloud',
      link_hash: hash,
      genre: 'Melodic techno',
      message: 'Mastered, unsigned.',
      answers: '[]',
      status: 'in_queue',
      revision: 1,
      created_at: now,
      status_changed_at: now,
    }),
    table('submission_events').insert({
      ...guildColumns,
      ...actor,
      number,
      id: uuidv7(),
      kind: 'submitted',
      at: now,
      to_status: 'in_queue',
    }),
    table('events').insert({
      ...guildColumns,
      ...actor,
      subject_type: 'submission',
      subject_id: String(number),
      id: uuidv7(),
      kind: 'submission.submitted',
      at: now,
      data: '{"to":"in_queue"}',
    }),
    table('outbox').insert(
      deliveries.map((each) => ({
        ...guildColumns,
        ...each,
        number,
        state: 'waiting',
        created_at: now,
        due_at: now,
        attempts: 0,
      })),
    ),
    table('outbox_due').insert(
      deliveries.map((each) => ({ ...guildColumns, id: each.id, due_at: now })),
    ),
  ]);
  await table('requests')
    .where({ ...scope, id })
    .update({ answer: JSON.stringify({ number, isDuplicate: false }) });
}

export const writeRatio: Benchmark = {
  targets: [{ id: 'tenancy.write_ratio', unit: '×', bar: 0.7, better: 'lower' }],
  async run(context) {
    const { tenancy, urls } = await createBenchTenancy(context);
    const baseline = createBaselinePool(urls, context);
    const SIZE = 5_000;
    const [guildId, baselineGuildId] = [
      await createGuildWithSubmissions(tenancy, urls, SIZE),
      await createGuildWithSubmissions(tenancy, urls, SIZE),
    ];
    const guild = { guild_id: baselineGuildId };
    return {
      'tenancy.write_ratio': await measureRatio(
        {
          subject: () =>
            tenancy.write(guildId, (db) => writeSubmission((name) => db.table(name), {}, {})),
          baseline: () =>
            baseline.transaction((trx) => writeSubmission((name) => trx(name), guild, guild)),
        },
        { rounds: context.isFull ? 40 : 15, signal: context.signal },
      ),
    };
  },
};
