import test from 'ava';
import knex from 'knex';
import {
  controlMigrations,
  type Migration,
  type MigrationTarget,
  tenantMigrations,
} from '../../migrations/index.ts';

const clients = { postgres: knex({ client: 'pg' }), mysql: knex({ client: 'mysql2' }) };

/** The statements of a migration, as the runner executes them. */
function statementsOf(migration: Migration, target: MigrationTarget): readonly string[] {
  const built = migration.up(clients[target.engine], target);
  return 'toSQL' in built ? built.toSQL().map(({ sql }: { sql: string }) => sql) : built;
}

const SCHEMAS: [name: string, migrations: readonly Migration[], target: MigrationTarget][] = [
  ['control database', controlMigrations, { engine: 'postgres', managed: true }],
  ['region', tenantMigrations, { engine: 'postgres', managed: true }],
  ['own Postgres', tenantMigrations, { engine: 'postgres', managed: false }],
  ['own MySQL', tenantMigrations, { engine: 'mysql', managed: false }],
];

for (const [name, migrations, target] of SCHEMAS)
  test(`a migration that has landed emits the same statements for ever: ${name}`, (t) => {
    t.deepEqual(
      migrations.map(({ version }) => version),
      migrations.map((_, index) => index + 1),
    );
    for (const migration of migrations)
      t.snapshot(
        statementsOf(migration, target).join(';\n'),
        `${migration.version} ${migration.name}`,
      );
  });
