import type { Knex } from 'knex';
import pMap from 'p-map';
import { v7 as uuidv7 } from 'uuid';
import { guildsAfter } from '../control/guilds.ts';
import type { GuildWriter } from '../types.ts';
import { CONTROL_RULES, type ControlRule, GUILD_RULES, type GuildRule } from './rules.ts';

/** Each rule runs once a day, in whichever process asks first. */
const EVERY_MS = 23 * 3_600_000;
/** Rows that one statement removes, so that none holds locks for long. */
const BATCH = 1_000;
const GUILDS_AT_ONCE = 4;
const PAGE = 200;

/** What a rule has removed. */
export interface RetentionResult {
  rule: string;
  removed: number;
  /** Guilds whose database could not be asked; they are asked again the next day. */
  failedGuilds: number;
}

export interface RetentionParts {
  control: Knex;
  write<T>(guildId: string, act: (db: GuildWriter) => Promise<T>): Promise<T>;
  now(): number;
}

/** Runs the rules that are due. @returns what each of them did */
export async function runRetention(
  parts: RetentionParts,
  signal: AbortSignal,
): Promise<RetentionResult[]> {
  const results: RetentionResult[] = [];
  const run = async (name: string, work: () => Promise<Omit<RetentionResult, 'rule'>>) => {
    if (signal.aborted || !(await claim(parts, name))) return;
    const result = { rule: name, ...(await work()) };
    await record(parts.control, result);
    results.push(result);
  };
  for (const rule of CONTROL_RULES)
    await run(rule.name, async () => ({
      removed: await removeFromControl(parts, rule, signal),
      failedGuilds: 0,
    }));
  for (const rule of GUILD_RULES) await run(rule.name, () => removeFromGuilds(parts, rule, signal));
  return results;
}

/** @returns whether the rule is due and now this process's */
async function claim({ control, now }: RetentionParts, rule: string): Promise<boolean> {
  const at = now();
  const claimed = await control.raw(
    `INSERT INTO retention (rule, ran_at) VALUES (?, ?)
     ON CONFLICT (rule) DO UPDATE SET ran_at = excluded.ran_at WHERE retention.ran_at <= ?`,
    [rule, at, at - EVERY_MS],
  );
  return claimed.rowCount === 1;
}

async function record(control: Knex, { rule, removed }: RetentionResult): Promise<void> {
  await control('retention')
    .where('rule', rule)
    .update({ removed_last: removed, removed_total: control.raw('removed_total + ?', [removed]) });
}

async function removeFromControl(
  { control, now }: RetentionParts,
  { table, column, keepMs, only }: ControlRule,
  signal: AbortSignal,
): Promise<number> {
  const before = now() - keepMs;
  let removed = 0;
  while (!signal.aborted) {
    const some = control(table)
      .select(control.raw('ctid'))
      .where(column, '<', before)
      .limit(BATCH)
      .modify((query) => only?.(query));
    const count = await control(table).whereRaw('ctid = ANY (ARRAY(?))', [some]).delete();
    removed += count;
    if (count < BATCH) break;
  }
  return removed;
}

async function removeFromGuilds(
  parts: RetentionParts,
  rule: GuildRule,
  signal: AbortSignal,
): Promise<Omit<RetentionResult, 'rule'>> {
  let removed = 0;
  let failedGuilds = 0;
  for (let after = '0'; !signal.aborted; ) {
    const guildIds = await guildsAfter(parts.control, after, PAGE);
    await pMap(
      guildIds,
      async (guildId) => {
        if (signal.aborted) return;
        await removeFromGuild(parts, guildId, rule, signal).then(
          (count) => (removed += count),
          () => (failedGuilds += 1),
        );
      },
      { concurrency: GUILDS_AT_ONCE },
    );
    const last = guildIds.at(-1);
    if (last === undefined) break;
    after = last;
  }
  return { removed, failedGuilds };
}

async function removeFromGuild(
  { write, now }: RetentionParts,
  guildId: string,
  { table, by, keepMs }: GuildRule,
  signal: AbortSignal,
): Promise<number> {
  const before = now() - keepMs;
  const bound = by === 'at' ? before : firstIdAt(before);
  let removed = 0;
  while (!signal.aborted) {
    const count = await write(guildId, async (db) => {
      const rows = await db.table(table).where(by, '<', bound).limit(BATCH).select('id');
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      return Number(await db.table(table).whereIn('id', ids).delete());
    });
    removed += count;
    if (count < BATCH) break;
  }
  return removed;
}

/** The smallest id of a row that was written at that time. */
const firstIdAt = (ms: number): string =>
  uuidv7({ msecs: Math.max(0, ms), seq: 0, random: new Uint8Array(16) });
