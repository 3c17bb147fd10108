import type { Knex } from 'knex';
import type { DatabaseRow, Engine, GuildReader } from '../types.ts';
import type { PooledConnection } from './pooled-connection.ts';

/** Only tenant access sets the guild: a row that names one is refused, even its own. */
function requireNoGuildId(row: Record<string, unknown>): Record<string, unknown> {
  if ('guild_id' in row) throw new TypeError('guild_id is set by tenant access');
  return row;
}

/** What Knex's `or…` methods call to turn the next condition into an alternative. */
interface KnexInternals {
  /** Sets how the next condition is joined; without an argument, says how and forgets it. */
  _bool(...operator: ('and' | 'or')[]): unknown;
}

/** A Knex bound to one guild and one session; see GuildReader. */
export function createGuildReader(
  knex: Knex,
  connection: PooledConnection,
  guildId: string,
  engine: Engine,
  now: number,
): GuildReader {
  const onConnection = <Q extends Knex.QueryBuilder | Knex.Raw>(query: Q): Q =>
    query.connection(connection.handle) as Q;

  const withGuildId = (row: Record<string, unknown>) => ({
    ...requireNoGuildId(row),
    guild_id: guildId,
  });

  return {
    guildId,
    engine,
    now,
    table: ((name: string) => {
      const alias = name.split(/ as /i).at(-1);
      const query = onConnection(knex(name)).where(`${alias}.guild_id`, guildId);
      const update = query.update.bind(query) as (...args: unknown[]) => typeof query;
      const setOperator = (query as unknown as KnexInternals)._bool.bind(query);
      return Object.assign(query, {
        // `guild_id = ? OR …` would reach past the guild.
        _bool: (...operator: ('and' | 'or')[]) => {
          if (operator[0] === 'or')
            throw new TypeError('put alternatives into a group: where((group) => group…)');
          return setOperator(...operator);
        },
        // A fresh builder: an INSERT has no WHERE, and MySQL refuses one after ON DUPLICATE KEY.
        insert: (rows: Record<string, unknown> | Record<string, unknown>[]) =>
          onConnection(knex(name)).insert(
            Array.isArray(rows) ? rows.map(withGuildId) : withGuildId(rows),
          ),
        update: (first: unknown, ...rest: unknown[]) => {
          if (typeof first === 'object' && first)
            requireNoGuildId(first as Record<string, unknown>);
          else if (first === 'guild_id') requireNoGuildId({ guild_id: null });
          return update(first, ...rest);
        },
      });
    }) as unknown as GuildReader['table'],
    expression: (sql, bindings = []) => knex.raw(sql, bindings as Knex.RawBinding[]),
    async raw(sql, bindings = []) {
      const result = await onConnection(knex.raw(sql, bindings as Knex.RawBinding[]));
      return (engine === 'postgres' ? result.rows : result[0]) as DatabaseRow[];
    },
  };
}
