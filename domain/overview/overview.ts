import type { GuildReader } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { requireStaff } from '../actors/policies.ts';
import type { Overview } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import { readSettings } from '../settings/settings-document.ts';
import { getStorageSummary } from '../storage/storage-summary.ts';
import { readCountsByStatus } from '../submissions/counts.ts';
import { parseInteger, parseSummary, SUMMARY_COLUMNS } from '../submissions/row-parsers.ts';
import { OPEN_STATUSES } from '../submissions/status.ts';

const DAY_MS = 86_400_000;

/** The first page that staff see. @throws VektraError `not_found` unless staff */
export async function getOverview(deps: Deps, actor: Actor): Promise<Overview> {
  const now = deps.now();
  const [plan, storageSummary, data] = await Promise.all([
    getGuildPlan(deps, actor.guildId),
    getStorageSummary(deps, actor),
    deps.tenancy.read(actor.guildId, async (db) => {
      const [settings, counts, open, days, median, latest, delivery] = await Promise.all([
        readSettings(db),
        readCountsByStatus(db),
        readOpenAges(db, now),
        countPerDay(db, now - 14 * DAY_MS),
        readMedianDecisionTime(db, now - 30 * DAY_MS),
        db
          .table('submissions')
          .orderBy('number', 'desc')
          .limit(8)
          .select(...SUMMARY_COLUMNS),
        countDeliveries(db),
      ]);
      await requireStaff(actor, settings);
      return { settings, counts, open, days, median, latest, delivery };
    }),
  ]);
  const week = toSevenDays(data.days, now, 0);
  const previousWeek = toSevenDays(data.days, now, 7);
  return {
    labelName: data.settings.labelName,
    plan,
    counts: data.counts,
    oldestOpenAgeMs: data.open.oldestMs,
    waitingOverFiveDays: data.open.overFiveDays,
    week,
    previousWeek: {
      submitted: previousWeek.reduce((sum, day) => sum + day.submitted, 0),
      decided: previousWeek.reduce((sum, day) => sum + day.decided, 0),
    },
    medianDecisionMs: data.median,
    latest: data.latest.map(parseSummary),
    storage: storageSummary,
    delivery: data.delivery,
  };
}

async function readOpenAges(db: GuildReader, now: number) {
  const row = await db
    .table('submissions')
    .whereIn('status', OPEN_STATUSES)
    .select(
      db.expression('min(created_at) as oldest'),
      db.expression('sum(case when created_at < ? then 1 else 0 end) as old', [now - 5 * DAY_MS]),
    )
    .first();
  return {
    oldestMs: row?.oldest == null ? null : now - parseInteger(row.oldest),
    overFiveDays: parseInteger(row?.old),
  };
}

type CountsByDay = Map<number, { submitted: number; decided: number }>;

/** Counts per UTC day since `from`; a day is its number since the epoch. */
async function countPerDay(db: GuildReader, from: number): Promise<CountsByDay> {
  const count = (column: string) =>
    db
      .table('submissions')
      .where(column, '>=', from)
      .groupByRaw('1')
      .select(
        db.expression('floor(?? / ?) as day', [column, DAY_MS]),
        db.expression('count(*) as n'),
      );
  const [submitted, decided] = await Promise.all([count('created_at'), count('decided_at')]);
  const days: CountsByDay = new Map();
  const entryFor = (day: number) => {
    const entry = days.get(day) ?? { submitted: 0, decided: 0 };
    days.set(day, entry);
    return entry;
  };
  for (const row of submitted) entryFor(parseInteger(row.day)).submitted = parseInteger(row.n);
  for (const row of decided) entryFor(parseInteger(row.day)).decided = parseInteger(row.n);
  return days;
}

/** Seven days, oldest first, ending `skip` days before today. */
function toSevenDays(days: CountsByDay, now: number, daysAgo: number): Overview['week'] {
  const today = Math.floor(now / DAY_MS) - daysAgo;
  return Array.from({ length: 7 }, (_, index) => {
    const day = today - 6 + index;
    const { submitted = 0, decided = 0 } = days.get(day) ?? {};
    return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), submitted, decided };
  });
}

/** The middle time from submission to decision; found by position, so no engine's percentile is needed. */
async function readMedianDecisionTime(db: GuildReader, from: number): Promise<number | null> {
  const decided = () => db.table('submissions').where('decided_at', '>=', from);
  const total = parseInteger((await decided().count({ n: '*' }).first())?.n);
  if (total === 0) return null;
  const row = await decided()
    .select(db.expression('decided_at - created_at as took'))
    .orderBy('took')
    .offset(Math.floor((total - 1) / 2))
    .first();
  return parseInteger(row?.took);
}

async function countDeliveries(db: GuildReader) {
  const rows = await db.table('outbox').groupBy('state').select('state').count({ n: '*' });
  const countIn = (...states: string[]) =>
    rows
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { n }) => sum + parseInteger(n), 0);
  return { pending: countIn('waiting', 'leased'), dead: countIn('dead') };
}
