import { setTimeout as wait } from 'node:timers/promises';
import { tenantMigrations } from '../../../migrations/index.ts';
import { type Checkpoint, createMoves, type Moves } from '../../../tenancy/moves/index.ts';
import { newGuildId } from '../../helpers/databases.ts';
import { registerSecret } from '../../helpers/register-secret.ts';
import { insertRows } from '../../tenancy/moves/fixture/rows.ts';
import { withTeardown } from '../with-teardown.ts';
import { auditGuild } from './audit.ts';
import { ChaosChild } from './chaos-child.ts';
import { createDatabases, type OpenDatabases, openDatabases } from './databases.ts';
import { type PlannedMove, planMoves } from './move-plan.ts';
import { CONCURRENT_WRITES, type MovesChaosOptions, type MovesChaosReport } from './types.ts';

const GUILD_COUNT = 3;
const MOVER_COUNT = 2;
const WRITER_COUNT = 2;
/** Of each table: some chunks. */
const ROWS_PER_TABLE = 500;
const MOVE_TIMEOUT_MS = 900_000;
/** How long what was written last may take to be delivered. */
const DELIVERY_TIMEOUT_MS = 60_000;
const WRITES_PER_SECOND = 150;

type MoverMessage =
  | { kind: 'at'; ask: number; at: Checkpoint; guildId: string }
  | { kind: 'trouble'; problem: string; cause: string }
  | { kind: 'ready' };
type WriterMessage =
  | { kind: 'acknowledged'; guildId: string; id: string }
  | { kind: 'stale'; guildId: string; epoch: string; wasTaken: boolean };
interface DelivererMessage {
  guildId: string;
  id: string;
}

/**
 * Guilds tour through all kinds of places while writers write. Movers are killed at every
 * transition; in the end, what was acknowledged must be where the guild is, once, and nowhere else.
 */
export function runMovesChaos(options: MovesChaosOptions): Promise<MovesChaosReport> {
  const signal = options.signal ?? new AbortController().signal;
  return withTeardown(signal, (teardown) => runMovesChaosWith(options, teardown));
}

async function runMovesChaosWith(
  {
    seed,
    writes,
    writesPerSecond = WRITES_PER_SECOND,
    guildCount: count = GUILD_COUNT,
    killShare = count,
    onEvent = () => {},
  }: MovesChaosOptions,
  teardown: (end: () => Promise<unknown>) => void,
): Promise<MovesChaosReport> {
  const startedAt = Date.now();
  const logEvent = (line: string) =>
    onEvent(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s: ${line}`);
  const guilds = Array.from({ length: count }, newGuildId);
  const spec = await createDatabases(guilds, teardown);
  const databases = openDatabases(spec, 'chaos');
  teardown(() => databases.close());
  for (const guildId of guilds) await createGuild(databases, guildId);
  for (const [secretRef, database] of Object.entries(spec.customerDatabases)) {
    const engine = 'mysql' in database ? 'mysql' : 'postgres';
    const guildId = secretRef.split('/')[0] ?? '';
    await registerSecret(databases.control, { guildId, engine, secretRef });
  }

  const report: MovesChaosReport = {
    seed,
    moves: 0,
    kills: 0,
    acknowledged: 0,
    longestPauseMs: 0,
    staleTries: 0,
    delivered: 0,
    lost: [],
    doubled: [],
    stale: [],
    broken: [],
    seconds: 0,
  };
  const acknowledged = new Map(guilds.map((guildId) => [guildId, new Set<string>()]));
  const delivered = new Set<string>();
  /** The transitions of each guild's present move at which its mover is still to be killed. */
  const kills = new Map<string, Set<Checkpoint>>();

  const variables = {
    CHAOS_PLACES: JSON.stringify(spec),
    CHAOS_GUILDS: JSON.stringify(guilds),
    CHAOS_PAUSE_MS: String(
      Math.round((1_000 * count * WRITER_COUNT * CONCURRENT_WRITES) / writesPerSecond),
    ),
  };
  const onMover = (message: MoverMessage, child: ChaosChild) => {
    if (message.kind === 'trouble') logEvent(`trouble ${message.problem}: ${message.cause}`);
    if (message.kind !== 'at') return;
    if (!kills.get(message.guildId)?.delete(message.at)) return child.send({ go: message.ask });
    logEvent(`${message.guildId} killed at ${message.at}`);
    child.kill();
  };
  const onWriter = (message: WriterMessage) => {
    const { guildId } = message;
    if (message.kind === 'acknowledged') {
      acknowledged.get(guildId)?.add(message.id);
      return;
    }
    report.staleTries += 1;
    if (message.wasTaken) report.stale.push(`${guildId} wrote with epoch ${message.epoch}`);
  };
  const onDeliverer = ({ guildId, id }: DelivererMessage) => {
    if (delivered.has(id)) report.doubled.push(`${guildId} delivered ${id} again`);
    delivered.add(id);
  };
  const startChildren = (
    file: ConstructorParameters<typeof ChaosChild>[0],
    processes: number,
    onMessage: (m: never, c: ChaosChild) => void,
  ) =>
    Array.from({ length: processes }, () => {
      const child = new ChaosChild(file, variables, onMessage);
      teardown(() => child.stop());
      return child;
    });
  const writers = startChildren('writer.ts', WRITER_COUNT, onWriter);
  const deliverers = startChildren('deliverer.ts', 1, onDeliverer);
  const movers = startChildren('mover.ts', MOVER_COUNT, onMover);
  const moves = createMoves({ ...databases, tenantMigrations, owner: 'chaos' });

  const countAcknowledged = () =>
    [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0);
  await Promise.all(
    guilds.map(async (guildId, index) => {
      const plannedMoves = planMoves(seed, guildId, index, killShare);
      for (const [serial, plannedMove] of plannedMoves.entries()) {
        // The writes are spread over the whole tour.
        while (countAcknowledged() < (writes * serial) / plannedMoves.length) await wait(50);
        kills.set(guildId, new Set(plannedMove.killCheckpoints));
        await runPlannedMove(moves, guildId, plannedMove, report);
        logEvent(`${guildId} is in ${JSON.stringify(plannedMove.to)}`);
      }
    }),
  );
  while (countAcknowledged() < writes) await wait(100);
  await Promise.all(writers.map((each) => each.stop()));
  const deadlineAt = Date.now() + DELIVERY_TIMEOUT_MS;
  while (delivered.size < countAcknowledged() && Date.now() < deadlineAt) await wait(100);
  const others = [...deliverers, ...movers];
  await Promise.all(others.map((each) => each.stop()));
  for (const [guildId, acknowledgedIds] of acknowledged) {
    const findings = await auditGuild(databases, spec, guildId, acknowledgedIds);
    for (const kind of ['lost', 'doubled', 'stale'] as const) report[kind].push(...findings[kind]);
  }
  for (const [guildId, acknowledgedIds] of acknowledged)
    for (const id of acknowledgedIds)
      if (!delivered.has(id)) report.lost.push(`${guildId} delivers not ${id}`);
  report.acknowledged = countAcknowledged();
  report.delivered = delivered.size;
  report.kills = movers.reduce((sum, each) => sum + each.kills, 0);
  report.broken.push(...[...writers, ...others].flatMap(({ crashes }) => crashes));
  report.seconds = (Date.now() - startedAt) / 1_000;
  return report;
}

/** A guild of the first region, with rows in all tables. */
async function createGuild(
  { control, openDatabase }: OpenDatabases,
  guildId: string,
): Promise<void> {
  const homeDatabase = await openDatabase(guildId, { kind: 'managed', region: 'eu-uk' });
  await homeDatabase.mover('vektra.guild_fence').insert({
    guild_id: guildId,
    epoch: 1,
    mode: 'open',
    changed_at: 1,
  });
  await insertRows(homeDatabase, guildId, ROWS_PER_TABLE);
  await homeDatabase.mover('vektra.guild_counters').where('guild_id', guildId).delete();
  await control('guilds').insert({
    guild_id: guildId,
    kind: 'managed',
    region: 'eu-uk',
    epoch: 1,
    state: 'active',
    schema_version: 1,
    change_seq: 0,
    created_at: 1,
  });
}

async function runPlannedMove(
  moves: Moves,
  guildId: string,
  { to, way }: PlannedMove,
  report: MovesChaosReport,
): Promise<void> {
  const { id } = await moves.start({ guildId, to, requestedBy: 'chaos', reason: 'chaos', way });
  const deadlineAt = Date.now() + MOVE_TIMEOUT_MS;
  for (;;) {
    const move = await moves.get(id);
    if (move?.state === 'done') {
      report.moves += 1;
      report.longestPauseMs = Math.max(report.longestPauseMs, move.pauseMs ?? 0);
      return;
    }
    if (!move || move.endedAt !== null || Date.now() > deadlineAt)
      throw new Error(`${guildId}: ${move?.state} at ${move?.step}, ${move?.problem}`);
    await wait(50);
  }
}
