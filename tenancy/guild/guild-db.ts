import type { Knex } from 'knex';
import type { Engine, GuildReader, Row } from '../types.ts';
import type { Session } from './session.ts';

/** The guild may only be set by the door: a row that names one is refused, whatever it says. */
function withoutGuild(row: Record<string, unknown>): Record<string, unknown> {
  if ('guild_id' in row) throw new TypeError('guild_id is set by the tenancy door');
  return row;
}

/** What Knex's `or…` methods call to turn the next condition into an alternative. */
interface Alternatives {
  /** Sets how the next condition is joined; without an argument, says how and forgets it. */
  _bool(...joint: ('and' | 'or')[]): unknown;
}

/** A Knex bound to one guild and one session; see GuildReader. */
export function guildReader(
  knex: Knex,
  session: Session,
  guildId: string,
  engine: Engine,
  now: number,
): GuildReader {
  const onSession = <Q extends Knex.QueryBuilder | Knex.Raw>(query: Q): Q =>
    query.connection(session.handle) as Q;

  const stamp = (row: Record<string, unknown>) => ({ ...withoutGuild(row), guild_id: guildId });

  return {
    guildId,
    engine,
    now,
    table(name) {
      const alias = name.split(/ as /i).at(-1);
      const query = onSession(knex(name)).where(`${alias}.guild_id`, guildId);
      const update = query.update.bind(query) as (...args: unknown[]) => typeof query;
      const bool = (query as unknown as Alternatives)._bool.bind(query);
      return Object.assign(query, {
        // `guild_id = ? OR …` would reach past the guild.
        _bool: (...joint: ('and' | 'or')[]) => {
          if (joint[0] === 'or')
            throw new TypeError('alternatives go into a group: where((either) => either…)');
          return bool(...joint);
        },
        // A fresh builder: an INSERT has no WHERE, and MySQL refuses one after ON DUPLICATE KEY.
        insert: (rows: Record<string, unknown> | Record<string, unknown>[]) =>
          onSession(knex(name)).insert(Array.isArray(rows) ? rows.map(stamp) : stamp(rows)),
        update: (first: unknown, ...rest: unknown[]) => {
          if (typeof first === 'object' && first) withoutGuild(first as Record<string, unknown>);
          else if (first === 'guild_id') withoutGuild({ guild_id: null });
          return update(first, ...rest);
        },
      }) as unknown as ReturnType<GuildReader['table']>;
    },
    expression: (sql, bindings = []) => knex.raw(sql, bindings as Knex.RawBinding[]),
    async raw(sql, bindings = []) {
      const result = await onSession(knex.raw(sql, bindings as Knex.RawBinding[]));
      return (engine === 'postgres' ? result.rows : result[0]) as Row[];
    },
  };
}
