import test from 'ava';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type { GuildTable, MigrationTarget } from '../../../migrations/index.ts';
import {
  createGuildTable,
  type KeyColumnType,
} from '../../../migrations/tenant/create-guild-table.ts';
import { MoveEndpoint } from '../../../tenancy/moves/endpoint/move-endpoint.ts';
import { pipeRows } from '../../../tenancy/moves/endpoint/pipe-rows.ts';
import {
  findChunkEnd,
  readRowChunk,
  readRowsByKey,
} from '../../../tenancy/moves/endpoint/read-rows.ts';
import { rowKeyOf, type SerializedRow } from '../../../tenancy/moves/endpoint/serialized-row.ts';
import { deleteRows, eraseRows, insertRows } from '../../../tenancy/moves/endpoint/write-rows.ts';
import { toMovedTable } from '../../../tenancy/moves/moved-tables.ts';
import { parseOperatorUrl } from '../../../tenancy/pools/operator-url.ts';
import { createPostgresKnex } from '../../../tenancy/pools/postgres.ts';
import { newGuildId } from '../../helpers/databases.ts';
import { queryTable } from './fixture/rows.ts';
import { sharedTestDatabases } from './fixture/shared-databases.ts';
import { migrateCustomerDatabase } from './fixture/test-guild.ts';

const databases = sharedTestDatabases(test);
const guildId = newGuildId();
const KEY_LENGTH = 12;

type Shape = readonly ('bigint' | 'text')[];
/** Key values of a row; its other column is derived from them. */
type Key = readonly string[];

const smallNumber = fc.bigInt({ min: -2n, max: 2n });
const anyNumber = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const numberKey = fc.oneof(smallNumber, smallNumber, anyNumber).map(String);
// Few letters, so that columns are equal often; quotes, and letters that languages sort unlike
// bytes.
const textKey = fc.string({ unit: fc.constantFrom(...'aBb\\\'"?-é🎛'), maxLength: 3 });

/** A key shape with distinct keys of that shape. */
const shapeWithKeys = fc
  .array(fc.constantFrom('bigint', 'text'), { minLength: 1, maxLength: 4 })
  .chain((shape: Shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.uniqueArray(
        fc.tuple(
          ...shape.map((type): fc.Arbitrary<string> => (type === 'bigint' ? numberKey : textKey)),
        ),
        { minLength: 1, maxLength: 12, selector: (key) => JSON.stringify(key) },
      ) as fc.Arbitrary<Key[]>,
    ),
  );

let createdTables = 0;
const nextTableName = () => `shape_${++createdTables}`;

const keyDefinition = (shape: Shape): Record<string, KeyColumnType> =>
  Object.fromEntries(
    shape.map((type, index) => [`k${index}`, type === 'bigint' ? type : { maxLength: KEY_LENGTH }]),
  );

async function createTable(knex: Knex, target: MigrationTarget, name: string, shape: Shape) {
  await createGuildTable(knex, target, {
    name,
    key: keyDefinition(shape),
    columns: (table) => void table.string('value', 200),
    access: 'guild',
    onMove: 'moved',
  });
}

const declarationOf = (name: string, shape: Shape) =>
  toMovedTable({
    name,
    key: shape.map((_, index) => `k${index}`),
    columns: {
      value: { type: 'varchar', maxLength: 200, isNullable: true, dataSubject: null },
      ...Object.fromEntries(
        shape.map((type, index) => [
          `k${index}`,
          type === 'bigint'
            ? { type, maxLength: null, isNullable: false, dataSubject: null }
            : { type: 'varchar', maxLength: KEY_LENGTH, isNullable: false, dataSubject: null },
        ]),
      ),
    },
  } as unknown as GuildTable);

const toRow = (key: Key): SerializedRow => [...key, `value of ${key.join('|')}`];

function compareKeys(shape: Shape, a: Key, b: Key): number {
  for (const [index, type] of shape.entries()) {
    const [left, right] = [a[index] as string, b[index] as string];
    const order =
      type === 'bigint'
        ? Number(BigInt(left) > BigInt(right)) - Number(BigInt(left) < BigInt(right))
        : Buffer.compare(Buffer.from(left), Buffer.from(right));
    if (order !== 0) return order;
  }
  return 0;
}

async function openCustomerEndpoint(kind: 'postgres' | 'mariadb'): Promise<MoveEndpoint> {
  const ref = await databases().placementRef(guildId, kind);
  const database = await databases().openDatabase(guildId, ref);
  await migrateCustomerDatabase(database);
  return new MoveEndpoint('source', guildId, database);
}

for (const kind of ['postgres', 'mariadb'] as const)
  test(`rows are paged, found and deleted by keys of any width: ${kind}`, async (t) => {
    const endpoint = await openCustomerEndpoint(kind);
    const { engine, mover } = endpoint.database;
    await fc.assert(
      fc.asyncProperty(
        shapeWithKeys,
        fc.integer({ min: 1, max: 4 }),
        async ([shape, keys], limit) => {
          const table = declarationOf(nextTableName(), shape);
          await createTable(mover, { engine, managed: false }, table.name, shape);
          const sorted = keys.toSorted((a, b) => compareKeys(shape, a, b)).map(toRow);
          await endpoint.transaction('mover', (query) =>
            insertRows(endpoint, query, table, keys.map(toRow)),
          );

          const paged: SerializedRow[] = [];
          for (let after: Key | null = null; ; ) {
            const chunk: SerializedRow[] = await readRowChunk(endpoint, table, { after, limit });
            paged.push(...chunk);
            const last = chunk.at(-1);
            if (!last) break;
            after = rowKeyOf(table, last);
          }
          deepEqual(paged, sorted);

          for (const [index, row] of sorted.entries()) {
            const bound = rowKeyOf(table, row);
            const all = { limit: sorted.length };
            deepEqual(
              await readRowChunk(endpoint, table, { after: null, upTo: bound, ...all }),
              sorted.slice(0, index + 1),
            );
            deepEqual(
              await readRowChunk(endpoint, table, { after: bound, ...all }),
              sorted.slice(index + 1),
            );
          }

          const [chosen, others] = [
            sorted.filter((_, index) => index % 2 === 0),
            sorted.filter((_, index) => index % 2 === 1),
          ];
          const chosenKeys = chosen.map((row) => rowKeyOf(table, row));
          deepEqual(await readRowsByKey(endpoint, table, chosenKeys), chosen);
          await endpoint.transaction('mover', (query) =>
            deleteRows(endpoint, query, table, chosenKeys),
          );
          deepEqual(
            await readRowChunk(endpoint, table, { after: null, limit: keys.length }),
            others,
          );
          await mover.schema.dropTable(table.name);
        },
      ),
      { numRuns: 40, includeErrorInReport: true },
    );
    t.pass();
  });

function deepEqual(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${left}\nis not\n${right}`);
}

test('a table with three key columns is piped from region to region, and its copy resumed', async (t) => {
  const shape: Shape = ['bigint', 'text', 'bigint'];
  const table = declarationOf('three_keys', shape);
  for (const { owner } of databases().urls.regions) {
    const knex = createPostgresKnex(parseOperatorUrl('OWNER', owner), {
      name: 'test',
      schema: 'vektra',
    });
    await createTable(knex, { engine: 'postgres', managed: true }, table.name, shape);
    await knex.destroy();
  }
  const open = async (name: 'source' | 'target', kind: 'region' | 'other region') =>
    new MoveEndpoint(
      name,
      guildId,
      await databases().openDatabase(guildId, await databases().placementRef(guildId, kind)),
    );
  const source = await open('source', 'region');
  const target = await open('target', 'other region');
  const token = 'token';
  await queryTable(target.database, 'guild_fence').insert({
    guild_id: guildId,
    epoch: 1,
    mode: 'filling',
    changed_at: 1,
    move_token: token,
  });
  const rows = Array.from({ length: 60 }, (_, n) =>
    toRow([String(n % 3), `k${n % 4}`, String(n)]),
  ).toSorted((a, b) => compareKeys(shape, a as Key, b as Key));
  await source.transaction('mover', (query) => insertRows(source, query, table, rows));

  const copyFrom = async (start: Key | null) => {
    for (let after = start; ; ) {
      const upTo = await findChunkEnd(source, table, after, 7);
      await pipeRows({ source, target, token }, table, { after, upTo });
      if (!upTo) return;
      after = upTo;
    }
  };
  await copyFrom(null);
  const readTarget = () => readRowChunk(target, table, { after: null, limit: rows.length + 1 });
  t.deepEqual(await readTarget(), rows);

  const resumeAfter = rowKeyOf(table, rows[25] as SerializedRow);
  const erased = await eraseRows(target, { mode: 'filling', token }, table, resumeAfter);
  t.is(erased, rows.length - 26);
  t.deepEqual(await readTarget(), rows.slice(0, 26));
  await copyFrom(resumeAfter);
  t.deepEqual(await readTarget(), rows);
});
