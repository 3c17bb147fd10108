import type { Knex } from 'knex';
import { type GuildRetention, type GuildTable, tenantTables } from '../../migrations/index.ts';

const DAY_MS = 86_400_000;

/**
 * What is removed from the control database, after how long, and why. Submissions, messages and
 * their events are a guild's own: they live until somebody removes them.
 */
export interface ControlRule {
  name: string;
  /** ms that a row is kept after the time in `column`. */
  keepMs: number;
  reason: string;
  table: string;
  /** Epoch ms. */
  column: string;
  /** Rows that stay all the same, or a part of the table. */
  filter?(query: Knex.QueryBuilder): void;
}

export const CONTROL_RULES: readonly ControlRule[] = [
  {
    name: 'setup_links',
    table: 'setup_links',
    column: 'expires_at',
    keepMs: 0,
    reason: 'a one-time link is good for fifteen minutes',
  },
  {
    name: 'setup_sessions',
    table: 'setup_sessions',
    column: 'expires_at',
    keepMs: DAY_MS,
    reason: 'its candidate secret is erased by then',
  },
  {
    name: 'sessions',
    table: 'sessions',
    column: 'expires_at',
    keepMs: 0,
    reason: 'an expired session signs nobody in; it holds sealed tokens',
  },
  {
    name: 'form_drafts',
    table: 'form_drafts',
    column: 'expires_at',
    keepMs: 0,
    reason: 'a form waits for its sender to sign in again for fifteen minutes',
  },
  {
    name: 'requests',
    table: 'requests',
    column: 'at',
    keepMs: 7 * DAY_MS,
    reason: 'Discord and browsers repeat a request within minutes',
  },
  {
    name: 'open_items',
    table: 'open_items',
    column: 'touched_at',
    keepMs: 180 * DAY_MS,
    reason: 'whoever answers after half a year is asked which demo is meant',
  },
  {
    name: 'plan_reminders',
    table: 'plan_reminders',
    column: 'told_at',
    keepMs: 400 * DAY_MS,
    reason: 'each reminder is sent once an ended plan',
  },
  {
    name: 'moves',
    table: 'moves',
    column: 'ended_at',
    keepMs: 90 * DAY_MS,
    reason: 'a finished move explains where data was; after that the audit does',
    filter: (query) => query.where('leftovers', false),
  },
  {
    name: 'guild_profiles',
    table: 'guild_profiles',
    column: 'seen_at',
    keepMs: 30 * DAY_MS,
    reason: 'the name of a server that removed the bot and has no data here',
    filter: (query) =>
      query
        .where('present', false)
        .whereRaw('NOT EXISTS (SELECT 1 FROM guilds g WHERE g.guild_id = guild_profiles.guild_id)'),
  },
  {
    name: 'operator_audit',
    table: 'operator_audit',
    column: 'at',
    keepMs: 3 * 365 * DAY_MS,
    reason: 'who changed what for a customer is asked for years later',
  },
];

/** What is removed from each guild's own tables. */
export interface GuildRule extends Omit<GuildRetention, 'columnKind'> {
  name: string;
  table: string;
  /** The key column, by which rows are removed. */
  keyColumn: string;
  isByRowId: boolean;
}

/**
 * The retention of the declared tables.
 * @throws TypeError for a table whose rows no single column tells apart: neither its only key
 *   column nor
 * a row id
 */
export const GUILD_RULES: readonly GuildRule[] = tenantTables.flatMap(
  ({ name, key, retention }: GuildTable) => {
    if (!retention) return [];
    const { columnKind, ...rule } = retention;
    const keyColumn = columnKind === 'uuidv7' ? retention.column : key[0];
    if (!keyColumn || (key.length > 1 && columnKind !== 'uuidv7'))
      throw new TypeError(`${name}: no column tells its rows apart`);
    return {
      ...rule,
      name: `guild.${name}`,
      table: name,
      keyColumn,
      isByRowId: columnKind === 'uuidv7',
    };
  },
);
