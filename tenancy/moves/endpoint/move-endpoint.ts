import type { Knex } from 'knex';
import { withMysqlSchemaLock, withPostgresSchemaLock } from '../../migrate/schema-lock.ts';
import type { DatabaseRow } from '../../types.ts';
import { type EndpointName, toMoveProblem } from '../move-problem.ts';
import type { MoveDatabase } from '../types.ts';

/** Runs SQL with `?` bindings; answers with rows, and with how many were changed. */
export type RunQuery = (sql: string, bindings?: readonly unknown[]) => Promise<QueryResult>;

export interface QueryResult {
  rows: DatabaseRow[];
  changedRows: number;
}

/** One of a move's two databases. All its failures become problems of the move. */
export class MoveEndpoint {
  readonly name: EndpointName;
  readonly guildId: string;
  readonly database: MoveDatabase;

  constructor(name: EndpointName, guildId: string, database: MoveDatabase) {
    if (!/^[0-9]{1,20}$/.test(guildId)) throw new TypeError('not a guild id');
    this.name = name;
    this.guildId = guildId;
    this.database = database;
  }

  get isMysql(): boolean {
    return this.database.engine === 'mysql';
  }

  /** A table of ours, as this engine writes it: nothing here rests on a session's search path. */
  quoteTable(name: string): string {
    return this.isMysql ? `\`${name}\`` : `vektra."${name}"`;
  }

  quoteColumn(name: string): string {
    return this.isMysql ? `\`${name}\`` : `"${name}"`;
  }

  quoteColumns(list: readonly { name: string }[]): string {
    return list.map(({ name }) => this.quoteColumn(name)).join(', ');
  }

  /** One statement, as the role that passes row security. */
  query: RunQuery = (sql, bindings = []) =>
    this.mapErrors(async () =>
      this.#toQueryResult(await this.database.mover.raw(sql, bindings as never)),
    );

  /** One transaction. @param role `app`: under row security, for rows of untrusted origin */
  transaction<T>(role: 'app' | 'mover', work: (query: RunQuery) => Promise<T>): Promise<T> {
    return this.mapErrors(() =>
      this.database[role].transaction((trx: Knex.Transaction) =>
        work(async (sql, bindings = []) =>
          this.#toQueryResult(await trx.raw(sql, bindings as never)),
        ),
      ),
    );
  }

  /** Reads that all see one moment. */
  snapshot<T>(work: (snapshotEndpoint: MoveEndpoint) => Promise<T>): Promise<T> {
    return this.mapErrors(() =>
      this.database.mover.transaction((trx: Knex.Transaction) => work(this.#bindTo(trx)), {
        isolationLevel: 'repeatable read',
      }),
    );
  }

  /**
   * What decides whose a customer database is, one at a time. `work` uses the endpoint that it is
   * given: on Postgres all is one transaction.
   */
  exclusive<T>(work: (endpoint: MoveEndpoint) => Promise<T>): Promise<T> {
    const { mover } = this.database;
    return this.mapErrors(() =>
      this.isMysql
        ? withMysqlSchemaLock(mover, () => work(this))
        : withPostgresSchemaLock(mover, (trx) => work(this.#bindTo(trx))),
    );
  }

  #bindTo(mover: Knex.Transaction): MoveEndpoint {
    return new MoveEndpoint(this.name, this.guildId, { ...this.database, mover });
  }

  /** Errors of `work` become problems of this endpoint. */
  async mapErrors<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toMoveProblem(error, this.name);
    }
  }

  #toQueryResult(result: unknown): QueryResult {
    if (this.isMysql) {
      const [rows] = result as [DatabaseRow[] | { affectedRows: number }];
      return Array.isArray(rows)
        ? { rows, changedRows: 0 }
        : { rows: [], changedRows: rows.affectedRows };
    }
    const { rows, rowCount } = result as { rows: DatabaseRow[]; rowCount: number | null };
    return { rows, changedRows: rowCount ?? 0 };
  }
}
