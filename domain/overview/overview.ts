import type { GuildReader } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { requireStaff } from '../actors/policies.ts';
import type { Overview } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { guildPlan } from '../plans/guild-plan.ts';
import { readSettings } from '../settings/document.ts';
import { storage } from '../settings/storage.ts';
import { countByStatus } from '../submissions/counts.ts';
import { integer, parseSummary, SUMMARY_COLUMNS } from '../submissions/rows.ts';
import { OPEN_STATUSES } from '../submissions/status.ts';

const DAY = 86_400_000;

/** The first page that staff see. @throws VektraError `not_found` unless staff */
export async function overview(deps: Deps, actor: Actor): Promise<Overview> {
  const now = deps.now();
  const [plan, facts, page] = await Promise.all([
    guildPlan(deps, actor.guildId),
    storage(deps, actor),
    deps.tenancy.read(actor.guildId, async (db) => {
      const [settings, counts, open, days, median, latest, delivery] = await Promise.all([
        readSettings(db),
        countByStatus(db),
        openAges(db, now),
        perDay(db, now - 14 * DAY),
        medianDecision(db, now - 30 * DAY),
        db
          .table('submissions')
          .orderBy('number', 'desc')
          .limit(8)
          .select(...SUMMARY_COLUMNS),
        deliveryHealth(db),
      ]);
      await requireStaff(actor, settings);
      return { settings, counts, open, days, median, latest, delivery };
    }),
  ]);
  const week = lastDays(page.days, now, 0);
  const before = lastDays(page.days, now, 7);
  return {
    labelName: page.settings.labelName,
    plan,
    counts: page.counts,
    oldestOpenMs: page.open.oldestMs,
    waitingOverFiveDays: page.open.overFiveDays,
    week,
    weekBefore: {
      submitted: before.reduce((sum, day) => sum + day.submitted, 0),
      decided: before.reduce((sum, day) => sum + day.decided, 0),
    },
    medianDecisionMs: page.median,
    latest: page.latest.map(parseSummary),
    storage: facts,
    delivery: page.delivery,
  };
}

async function openAges(db: GuildReader, now: number) {
  const row = await db
    .table('submissions')
    .whereIn('status', OPEN_STATUSES)
    .select(
      db.expression('min(created_at) as oldest'),
      db.expression('sum(case when created_at < ? then 1 else 0 end) as old', [now - 5 * DAY]),
    )
    .first();
  return {
    oldestMs: row?.oldest == null ? null : now - integer(row.oldest),
    overFiveDays: integer(row?.old),
  };
}

type Days = Map<number, { submitted: number; decided: number }>;

/** Counts per UTC day since `from`; a day is its number since the epoch. */
async function perDay(db: GuildReader, from: number): Promise<Days> {
  const count = (column: string) =>
    db
      .table('submissions')
      .where(column, '>=', from)
      .groupByRaw('1')
      .select(db.expression('floor(?? / ?) as day', [column, DAY]), db.expression('count(*) as n'));
  const [submitted, decided] = await Promise.all([count('created_at'), count('decided_at')]);
  const days: Days = new Map();
  const at = (day: number) => {
    const known = days.get(day) ?? { submitted: 0, decided: 0 };
    days.set(day, known);
    return known;
  };
  for (const row of submitted) at(integer(row.day)).submitted = integer(row.n);
  for (const row of decided) at(integer(row.day)).decided = integer(row.n);
  return days;
}

/** Seven days, oldest first, ending `skip` days before today. */
function lastDays(days: Days, now: number, skip: number): Overview['week'] {
  const today = Math.floor(now / DAY) - skip;
  return Array.from({ length: 7 }, (_, index) => {
    const day = today - 6 + index;
    const { submitted = 0, decided = 0 } = days.get(day) ?? {};
    return { day: new Date(day * DAY).toISOString().slice(0, 10), submitted, decided };
  });
}

/** The middle time from submission to decision; found by position, so no engine's percentile is needed. */
async function medianDecision(db: GuildReader, from: number): Promise<number | null> {
  const decided = () => db.table('submissions').where('decided_at', '>=', from);
  const total = integer((await decided().count({ n: '*' }).first())?.n);
  if (total === 0) return null;
  const row = await decided()
    .select(db.expression('decided_at - created_at as took'))
    .orderBy('took')
    .offset(Math.floor((total - 1) / 2))
    .first();
  return integer(row?.took);
}

async function deliveryHealth(db: GuildReader) {
  const rows = await db.table('outbox').groupBy('state').select('state').count({ n: '*' });
  const of = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + integer(n), 0);
  return { pending: of('waiting', 'leased'), dead: of('dead') };
}
