import type { Knex } from 'knex';
import pMap from 'p-map';
import { v7 as uuidv7 } from 'uuid';
import { listGuildIdsAfter } from '../control/guilds.ts';
import type { GuildWriter } from '../types.ts';
import { CONTROL_RULES, type ControlRule, GUILD_RULES, type GuildRule } from './retention-rules.ts';

/** Each rule runs once a day, in whichever process asks first. */
const INTERVAL_MS = 23 * 3_600_000;
/** Rows that one statement removes, so that none holds locks for long. */
const BATCH_SIZE = 1_000;
const GUILD_CONCURRENCY = 4;
const PAGE_SIZE = 200;

/** What a rule has removed. */
export interface RetentionResult {
  rule: string;
  removed: number;
  /** Guilds whose database could not be asked; they are asked again the next day. */
  failedGuilds: number;
}

export interface RetentionDeps {
  control: Knex;
  write<T>(guildId: string, mutation: (db: GuildWriter) => Promise<T>): Promise<T>;
  now(): number;
}

/** Runs the rules that are due. @returns what each of them did */
export async function runRetention(
  deps: RetentionDeps,
  signal: AbortSignal,
): Promise<RetentionResult[]> {
  const results: RetentionResult[] = [];
  const runRule = async (name: string, remove: () => Promise<Omit<RetentionResult, 'rule'>>) => {
    if (signal.aborted || !(await claimRule(deps, name))) return;
    const result = { rule: name, ...(await remove()) };
    await recordRemoved(deps.control, result);
    results.push(result);
  };
  for (const rule of CONTROL_RULES)
    await runRule(rule.name, async () => ({
      removed: await removeFromControl(deps, rule, signal),
      failedGuilds: 0,
    }));
  for (const rule of GUILD_RULES)
    await runRule(rule.name, () => removeFromGuilds(deps, rule, signal));
  return results;
}

/** @returns whether the rule is due and now this process's */
async function claimRule({ control, now }: RetentionDeps, rule: string): Promise<boolean> {
  const at = now();
  const claimed = await control.raw(
    `INSERT INTO retention (rule, ran_at) VALUES (?, ?)
     ON CONFLICT (rule) DO UPDATE SET ran_at = excluded.ran_at WHERE retention.ran_at <= ?`,
    [rule, at, at - INTERVAL_MS],
  );
  return claimed.rowCount === 1;
}

async function recordRemoved(control: Knex, { rule, removed }: RetentionResult): Promise<void> {
  await control('retention')
    .where('rule', rule)
    .update({ removed_last: removed, removed_total: control.raw('removed_total + ?', [removed]) });
}

async function removeFromControl(
  { control, now }: RetentionDeps,
  { table, column, keepMs, filter }: ControlRule,
  signal: AbortSignal,
): Promise<number> {
  const before = now() - keepMs;
  let removed = 0;
  while (!signal.aborted) {
    const some = control(table)
      .select(control.raw('ctid'))
      .where(column, '<', before)
      .limit(BATCH_SIZE)
      .modify((query) => filter?.(query));
    const count = await control(table).whereRaw('ctid = ANY (ARRAY(?))', [some]).delete();
    removed += count;
    if (count < BATCH_SIZE) break;
  }
  return removed;
}

async function removeFromGuilds(
  deps: RetentionDeps,
  rule: GuildRule,
  signal: AbortSignal,
): Promise<Omit<RetentionResult, 'rule'>> {
  let removed = 0;
  let failedGuilds = 0;
  for (let after = '0'; !signal.aborted; ) {
    const guildIds = await listGuildIdsAfter(deps.control, after, PAGE_SIZE);
    await pMap(
      guildIds,
      async (guildId) => {
        if (signal.aborted) return;
        await removeFromGuild(deps, guildId, rule, signal).then(
          (count) => (removed += count),
          () => (failedGuilds += 1),
        );
      },
      { concurrency: GUILD_CONCURRENCY },
    );
    const last = guildIds.at(-1);
    if (last === undefined) break;
    after = last;
  }
  return { removed, failedGuilds };
}

async function removeFromGuild(
  { write, now }: RetentionDeps,
  guildId: string,
  { table, column, isByRowId, keyColumn, keepMs, where = {} }: GuildRule,
  signal: AbortSignal,
): Promise<number> {
  const before = now() - keepMs;
  const bound = isByRowId ? minIdAt(before) : before;
  let removed = 0;
  while (!signal.aborted) {
    const count = await write(guildId, async (db) => {
      const keys = await db
        .table(table)
        .where(column, '<', bound)
        .where(where)
        .limit(BATCH_SIZE)
        .pluck(keyColumn);
      if (keys.length === 0) return 0;
      // A row id is not the whole key: `where` keeps rows of other subjects.
      return Number(await db.table(table).where(where).whereIn(keyColumn, keys).delete());
    });
    removed += count;
    if (count < BATCH_SIZE) break;
  }
  return removed;
}

/** The smallest id of a row that was written at that time. */
const minIdAt = (ms: number): string =>
  uuidv7({ msecs: Math.max(0, ms), seq: 0, random: new Uint8Array(16) });
