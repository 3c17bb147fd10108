import type { Knex } from 'knex';
import type { NewRow, Row, TableName } from '../migrations/index.ts';

export type Engine = 'postgres' | 'mysql';

/** Where a guild's rows are, and what it takes to reach them. Cached; see placement/. */
export interface Placement {
  guildId: string;
  kind: 'managed' | 'own';
  engine: Engine;
  /** The home region's key; also of a guild with its own database. */
  region: string;
  /** Where Vault keeps the own database's address and credentials, and which version is in use. */
  secret: { ref: string; version: number } | null;
  /**
   * The guild's own bucket, in which its files are kept; null: the home region's. `version` is null
   * when an operator has revoked its credentials.
   */
  bucket: { ref: string; version: number | null } | null;
  /** Counts the guild's placements. Every write proves it in the database itself. */
  epoch: string;
  state: 'provisioning' | 'active' | 'moving' | 'removing';
  schemaVersion: number;
  /** What gives the guild a plan, and until when (epoch ms; null = no end). */
  grants: readonly { plan: string; startsAt: number; endsAt: number | null }[];
}

/** Rows as they come back: ids and big integers are strings, on every engine. */
// biome-ignore lint/suspicious/noExplicitAny: a row is parsed by the store that asked for it
export type DatabaseRow = Record<string, any>;

/** Columns that an update sets: values, or SQL (`db.expression('value + 1')`). */
type UpdatedRow<N extends TableName> = {
  [Column in keyof NewRow<N>]?: NewRow<N>[Column] | Knex.Raw;
};

/** A query on a table of the tenant schema. */
type GuildQuery<N extends TableName> = Knex.QueryBuilder<
  Knex.CompositeTableType<Row<N>, NewRow<N>, UpdatedRow<N>, UpdatedRow<N>>,
  Row<N>[]
>;

type TableAlias = `${TableName} as ${string}`;
type UntypedQuery = Knex.QueryBuilder<DatabaseRow, DatabaseRow[]>;

/** Queries bound to one guild, inside one transaction. Unusable once the callback has returned. */
export interface GuildReader {
  readonly guildId: string;
  readonly engine: Engine;
  /** Epoch ms at which the transaction began: one time for all that it writes. */
  readonly now: number;
  /**
   * A Knex query on the guild's rows only: selects, updates and deletes carry the guild, inserts are
   * stamped with it. The types say what the columns are declared to hold; a customer database can
   * hold anything, so rows are parsed.
   */
  table<N extends TableName>(name: N): GuildQuery<N>;
  /** As above, with an alias, or a name that is not known when compiling. */
  table<N extends string>(
    name: N extends TableAlias ? N : string extends N ? N : never,
  ): UntypedQuery;
  /**
   * A piece of SQL to put into a query (`update({n: db.expression('n + 1')})`); does not run alone.
   */
  expression(sql: string, bindings?: readonly Knex.RawBinding[]): Knex.Raw;
  /** SQL for both engines, in this transaction. It must filter by `guild_id` itself. */
  raw(sql: string, bindings?: readonly Knex.RawBinding[]): Promise<DatabaseRow[]>;
}

/** What an outbox row is about. */
export interface OutboxSubject {
  type: string;
  /** Of a submission: its number. */
  id: string;
}

/** What must be sent after the commit; see outbox/. */
export interface OutboxEntry {
  kind: string;
  subject: OutboxSubject;
  /** The id of an event or message of this guild, or null. */
  refId: string | null;
  /** Epoch ms; now when absent. */
  dueAt?: number;
}

export interface GuildWriter extends GuildReader {
  /** A new row id (UUIDv7): ids of one process sort in the order of their making. */
  newId(): string;
  /**
   * Adds outbox rows in this transaction; workers are woken after the commit. Returns their ids.
   */
  enqueue(entries: readonly OutboxEntry[]): Promise<string[]>;
  /** Wakes a worker for the guild at that time (epoch ms), after the commit. */
  wakeAt(dueAt: number): void;
  /** Tells live dashboards, after the commit, that a record changed. */
  publishChange(change: { number: number; kind: string }): void;
  /**
   * Runs after the commit, once more if its connection was lost, so it is idempotent. Best effort:
   * for hints, never for effects. `write` waits for it at most half a second.
   */
  afterCommit(hook: () => Promise<void>): void;
}

/** A change that live dashboards are told of: ids only. */
export interface LiveChange {
  guildId: string;
  number: number;
  kind: string;
}
