import type { Knex } from 'knex';
import type { Row } from '../../types.ts';
import { problemOf, type SideName } from '../problem.ts';
import type { MovePlace } from '../types.ts';

/** Runs SQL with `?` bindings; answers with rows, and with how many were changed. */
export type Run = (sql: string, bindings?: readonly unknown[]) => Promise<Answer>;

export interface Answer {
  rows: Row[];
  changed: number;
}

/** One of a move's two places. All its failures come out as problems of the move. */
export class Side {
  readonly name: SideName;
  readonly guildId: string;
  readonly place: MovePlace;

  constructor(name: SideName, guildId: string, place: MovePlace) {
    if (!/^[0-9]{1,20}$/.test(guildId)) throw new TypeError('not a guild id');
    this.name = name;
    this.guildId = guildId;
    this.place = place;
  }

  get isMysql(): boolean {
    return this.place.engine === 'mysql';
  }

  /** A table of ours, as this engine writes it: nothing here rests on a session's search path. */
  table(name: string): string {
    return this.isMysql ? `\`${name}\`` : `vektra."${name}"`;
  }

  column(name: string): string {
    return this.isMysql ? `\`${name}\`` : `"${name}"`;
  }

  columns(list: readonly { name: string }[]): string {
    return list.map(({ name }) => this.column(name)).join(', ');
  }

  /** One statement, as the role that passes row security. */
  run: Run = (sql, bindings = []) =>
    this.guard(async () => this.#answer(await this.place.mover.raw(sql, bindings as never)));

  /** One transaction. @param role `app`: under row security, for rows of untrusted origin */
  transaction<T>(role: 'app' | 'mover', work: (run: Run) => Promise<T>): Promise<T> {
    return this.guard(() =>
      this.place[role].transaction((trx: Knex.Transaction) =>
        work(async (sql, bindings = []) => this.#answer(await trx.raw(sql, bindings as never))),
      ),
    );
  }

  /** Reads that all see one moment. */
  snapshot<T>(work: (still: Side) => Promise<T>): Promise<T> {
    return this.guard(() =>
      this.place.mover.transaction(
        (trx: Knex.Transaction) =>
          work(new Side(this.name, this.guildId, { ...this.place, mover: trx })),
        { isolationLevel: 'repeatable read' },
      ),
    );
  }

  /** Whatever `work` meets in this place is told as a problem of this side. */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw problemOf(error, this.name);
    }
  }

  #answer(result: unknown): Answer {
    if (this.isMysql) {
      const [rows] = result as [Row[] | { affectedRows: number }];
      return Array.isArray(rows) ? { rows, changed: 0 } : { rows: [], changed: rows.affectedRows };
    }
    const { rows, rowCount } = result as { rows: Row[]; rowCount: number | null };
    return { rows, changed: rowCount ?? 0 };
  }
}
