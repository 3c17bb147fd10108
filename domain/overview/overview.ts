import type { DatabaseRow, GuildReader } from '../../tenancy/types.ts';
import { toStoredKind } from '../effects/define-effect.ts';
import { fileErase, fileProcess, filesExpire } from '../files/effects.ts';
import { query } from '../operations/guild-operations.ts';
import { getGuildPlan } from '../plans/guild-plan.ts';
import type { Plan } from '../plans/plans.ts';
import { isStaffChannelLost } from '../settings/staff-channel-loss.ts';
import { summarizeStorage } from '../storage/storage-summary.ts';
import type { StorageSummary } from '../storage/types.ts';
import { readCountsByStatus } from '../submissions/counts.ts';
import { toListedSubmissions } from '../submissions/listed-submissions.ts';
import { parseInteger, SUMMARY_COLUMNS } from '../submissions/row-parsers.ts';
import { OPEN_STATUSES, type Status } from '../submissions/status.ts';
import type { ListedSubmission } from '../submissions/types.ts';
import { trackDescribe } from '../track-info/effects.ts';

const DAY_MS = 86_400_000;
const LATEST_COUNT = 8;

export interface Overview {
  labelName: string;
  plan: Plan;
  counts: Record<Status, number>;
  /** Age in ms of the oldest open submission; null when none is open. */
  oldestOpenAgeMs: number | null;
  waitingOverFiveDays: number;
  /** Submissions per day, oldest first, seven entries; `day` is YYYY-MM-DD in UTC. */
  week: { day: string; submitted: number; decided: number }[];
  previousWeek: { submitted: number; decided: number };
  /** Median ms from submission to decision over the last 30 days. */
  medianDecisionMs: number | null;
  latest: ListedSubmission[];
  storage: StorageSummary;
  /**
   * Deliveries to Discord that wait, and that have failed; artists of the last 30 days who get no
   * direct messages.
   */
  delivery: { pending: number; dead: number; unreachableArtists: number };
  /** Whether the bot could not post in the staff channel when it last tried. */
  isStaffChannelLost: boolean;
}

/** The first page that staff see. @throws VektraError `not_found` unless staff */
export const get = query({
  name: 'overview.get',
  access: 'staff',
  limit: 'staffQuery',
  async read({ db, actor: { guildId, userId }, deps, settings }): Promise<Overview> {
    const now = deps.now();
    const [
      plan,
      storage,
      currentSettings,
      counts,
      open,
      days,
      median,
      latest,
      delivery,
      unreachableArtists,
    ] = await Promise.all([
      getGuildPlan(deps, guildId),
      summarizeStorage(deps, guildId, true),
      settings(),
      readCountsByStatus(db),
      readOpenAges(db, now),
      countPerDay(db, now - 14 * DAY_MS),
      readMedianDecisionTime(db, now - 30 * DAY_MS),
      db
        .table('submissions')
        .orderBy('number', 'desc')
        .limit(LATEST_COUNT)
        .select(...SUMMARY_COLUMNS)
        .then((rows) => toListedSubmissions(db, userId, rows)),
      countDeliveries(db),
      countUnreachableArtists(db, now - 30 * DAY_MS),
    ]);
    const previousWeek = toSevenDays(days, now, 7);
    return {
      labelName: currentSettings.label.labelName,
      plan,
      counts,
      oldestOpenAgeMs: open.oldestMs,
      waitingOverFiveDays: open.overFiveDays,
      week: toSevenDays(days, now, 0),
      previousWeek: {
        submitted: previousWeek.reduce((sum, day) => sum + day.submitted, 0),
        decided: previousWeek.reduce((sum, day) => sum + day.decided, 0),
      },
      medianDecisionMs: median,
      latest,
      storage,
      delivery: { ...delivery, unreachableArtists },
      isStaffChannelLost: isStaffChannelLost(currentSettings),
    };
  },
});

async function readOpenAges(db: GuildReader, now: number) {
  const row = await db
    .table('submissions')
    .whereIn('status', OPEN_STATUSES)
    .select<DatabaseRow[]>(
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
      .select<DatabaseRow[]>(
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

/** Seven days, oldest first; the last one is `daysAgo` days before today. */
function toSevenDays(days: CountsByDay, now: number, daysAgo: number): Overview['week'] {
  const today = Math.floor(now / DAY_MS) - daysAgo;
  return Array.from({ length: 7 }, (_, index) => {
    const day = today - 6 + index;
    const { submitted = 0, decided = 0 } = days.get(day) ?? {};
    return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), submitted, decided };
  });
}

/** The median time from submission to decision, by offset: MariaDB has no percentile aggregate. */
async function readMedianDecisionTime(db: GuildReader, from: number): Promise<number | null> {
  const decided = () => db.table('submissions').where('decided_at', '>=', from);
  const total = parseInteger((await decided().count({ n: '*' }).first())?.n);
  if (total === 0) return null;
  const row = await decided()
    .select<DatabaseRow[]>(db.expression('decided_at - created_at as took'))
    .orderBy('took')
    .offset(Math.floor((total - 1) / 2))
    .first();
  return parseInteger(row?.took);
}

async function countUnreachableArtists(db: GuildReader, from: number): Promise<number> {
  const row = await db
    .table('submissions')
    .where('created_at', '>=', from)
    .whereNotNull('artist_unreachable')
    .countDistinct({ n: 'artist_id' })
    .first();
  return parseInteger(row?.n);
}

/** Effects that send nothing to anybody. */
const SILENT_KINDS: ReadonlySet<string> = new Set(
  [fileProcess, fileErase, filesExpire, trackDescribe].map(toStoredKind),
);

async function countDeliveries(db: GuildReader) {
  const rows = await db
    .table('outbox')
    .groupBy('state', 'kind')
    .select('state', 'kind')
    .count({ n: '*' });
  const sum = (counted: typeof rows) =>
    counted.reduce((total, { n }) => total + parseInteger(n), 0);
  return {
    pending: sum(
      rows.filter(
        ({ state, kind }) => (state === 'waiting' || state === 'leased') && !SILENT_KINDS.has(kind),
      ),
    ),
    dead: sum(rows.filter(({ state }) => state === 'dead')),
  };
}
