import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { LostLease, NOT_MINE } from '../problem.ts';
import type { Table } from '../tables.ts';
import { beyond, type Key, ofGuild } from './keys.ts';
import type { Side } from './side.ts';

/**
 * Copies rows from one region's cluster to another as they are, without reading them: COPY piped into
 * COPY. Both ends are the mover role, for row security refuses COPY; which rows go is the source's
 * WHERE, and the target's fence is held meanwhile.
 * @param range keys behind `after`, up to `upTo` (null: to the end)
 */
export async function pipeChunk(
  sides: { source: Side; target: Side; token: string },
  table: Table,
  range: { after: Key | null; upTo: Key | null },
): Promise<{ rows: number; bytes: number }> {
  const { source, target } = sides;
  const columns = source.columns(table.columns);
  const from = await source.guard(() => connectionOf(source));
  let into: pg.PoolClient | undefined;
  let broken: unknown = null;
  try {
    into = await target.guard(() => connectionOf(target));
    const where = [
      inline(from, beyond(source, table, '>', range.after)),
      inline(from, beyond(source, table, '<=', range.upTo)),
    ].join(' AND ');
    const out = copyStreams.to(
      `COPY (SELECT guild_id, ${columns} FROM ${source.table(table.name)}
              WHERE ${ofGuild(source)} AND ${where}) TO STDOUT (FORMAT binary)`,
    );
    const take = copyStreams.from(
      `COPY ${target.table(table.name)} (guild_id, ${columns}) FROM STDIN (FORMAT binary)`,
    );
    const client = into;
    await target.guard(() =>
      client.query(
        `BEGIN; SELECT vektra.enter_fill(${target.guildId}, ${client.escapeLiteral(sides.token)})`,
      ),
    );
    let bytes = 0;
    await target.guard(async () => {
      const reading = from.query(out);
      reading.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      await pipeline(reading, client.query(take));
      await client.query('COMMIT');
    });
    return { rows: take.rowCount, bytes };
  } catch (error) {
    broken = error;
    throw (error as { code?: unknown }).code === NOT_MINE ? new LostLease() : error;
  } finally {
    // A stream that broke off leaves its connection in the middle of a COPY.
    release(source, from, broken);
    if (into) release(target, into, broken);
  }
}

const connectionOf = (side: Side): Promise<pg.PoolClient> =>
  side.place.mover.client.acquireConnection();

function release(side: Side, connection: pg.PoolClient, broken: unknown): void {
  if (broken) {
    (connection as { __knex__disposed?: unknown }).__knex__disposed = broken;
    // Its server ends what it was doing when the connection goes.
    (
      connection as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy();
  }
  void side.place.mover.client.releaseConnection(connection);
}

/** COPY takes no parameters. Keys are ids and names; quoting is the driver's. */
function inline(client: pg.PoolClient, { sql, bindings }: { sql: string; bindings: string[] }) {
  let next = 0;
  return sql.replace(/\?/g, () => client.escapeLiteral(bindings[next++] ?? ''));
}
