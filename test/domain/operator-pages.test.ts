import test from 'ava';
import { bindOperatorOperations, VektraError } from '../../domain/index.ts';
import { createTestTenancy, newGuildId, testDatabases } from '../helpers/databases.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';

/** Rows of the same millisecond: more than two pages of fifty. */
const ROWS = 120;
const AT = 1_764_380_000_000;

/** Pages that are turned until there is no next one, as the console does. */
async function readAllPages<T>(
  page: (before: string | null) => Promise<{ items: T[]; nextBefore: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  for (let before: string | null = null; ; ) {
    const found = await page(before);
    items.push(...found.items);
    if (found.nextBefore === null) return items;
    before = found.nextBefore;
  }
}

const OPERATOR = { userId: 'cli:test', name: 'cli:test', signedInAt: 'command-line' as const };

async function createFixture(t: Parameters<typeof createTestTenancy>[0]) {
  const tenancy = await createTestTenancy(t);
  const { control } = await testDatabases();
  const deps = { tenancy, now: Date.now, discordUrl: 'https://discord.test' };
  return {
    operatorOperations: bindOperatorOperations(deps).operator,
    insert: (sql: string) => runAsSuperuser(sql, new URL(control).pathname.slice(1)),
  };
}

test('moves that began in the same millisecond are each on one page', async (t) => {
  const { operatorOperations, insert } = await createFixture(t);
  const { rows } = await insert(
    `INSERT INTO moves (id, guild_id, from_place, to_place, epoch, way, step, state, rows_total,
                        rows_copied, bytes_copied, leftovers, requested_by, reason, started_at,
                        stepped_at, ended_at)
     SELECT gen_random_uuid(), ${newGuildId()}, '{"kind":"managed","region":"eu-uk"}',
            '{"kind":"managed","region":"us-east"}', 1, 'live', 'copy', 'failed', 0, 0, 0, false,
            'test', 'test', ${AT}, ${AT}, ${AT}
       FROM generate_series(1, ${ROWS}) RETURNING id`,
  );
  const seen = await readAllPages((before) =>
    operatorOperations.listMoves(OPERATOR, { state: 'failed', before }),
  );
  t.deepEqual(seen.map(({ id }) => id).sort(), rows.map(({ id }) => id).sort());
});

test('secrets that were kept in the same millisecond are each on one page', async (t) => {
  const { operatorOperations, insert } = await createFixture(t);
  const guildId = newGuildId();
  const { rows } = await insert(
    `INSERT INTO database_secrets (secret_ref, guild_id, engine, version, state, server, created_by,
                                   created_at, changed_at)
     SELECT 'tenants/${guildId}/db/' || gen_random_uuid(), ${guildId}, 'postgres', 1, 'destroyed',
            'test', 1, ${AT}, ${AT}
       FROM generate_series(1, ${ROWS}) RETURNING secret_ref`,
  );
  const seen = await readAllPages((before) =>
    operatorOperations.listSecrets(OPERATOR, { guildId, before }),
  );
  t.deepEqual(seen.map(({ ref }) => ref).sort(), rows.map(({ secret_ref: ref }) => ref).sort());
});

test('a page that no list has given is refused by its name', async (t) => {
  const { operatorOperations } = await createFixture(t);
  const unknown = [
    '',
    '1764380000000',
    'abc',
    '1764380000000.',
    '1764380000000.x',
    "1.'",
    `${'9'.repeat(16)}.00000000-0000-0000-0000-000000000000`,
    '1.00000000-0000-0000-0000-000000000000 ',
    '-1.00000000-0000-0000-0000-000000000000',
  ];
  const refused = { instanceOf: VektraError, code: 'invalid_input' };
  for (const before of unknown) {
    const moves = await t.throwsAsync(
      operatorOperations.listMoves(OPERATOR, { state: 'all', before }),
      refused,
    );
    t.is(moves?.details.fields?.[0]?.field, 'before', before);
    const secrets = await t.throwsAsync(
      operatorOperations.listSecrets(OPERATOR, { guildId: null, before }),
      refused,
    );
    t.is(secrets?.details.fields?.[0]?.field, 'before', before);
  }
});
