import { setTimeout as wait } from 'node:timers/promises';
import { tenantMigrations } from '../../../migrations/index.ts';
import { type Checkpoint, createMoves, type Moves } from '../../../tenancy/moves/index.ts';
import { newGuildId } from '../../helpers/storage.ts';
import { insertRows } from '../../tenancy/moves/world/rows.ts';
import { torndown } from '../teardown.ts';
import { audit } from './audit.ts';
import { ChaosChild } from './child.ts';
import { makePlaces, type OpenedPlaces, openPlaces } from './places.ts';
import { type Leg, tourOf } from './tour.ts';
import { LANES, type MovesChaosOptions, type MovesChaosReport } from './types.ts';

const GUILDS = 3;
const MOVERS = 2;
const WRITERS = 2;
/** Of each table: some chunks. */
const ROWS = 500;
const LEG_MS = 180_000;
/** What a tour takes at best: the wanted writes are spread over it. */
const TOUR_MS = 120_000;

type FromMover =
  | { kind: 'at'; ask: number; at: Checkpoint; guildId: string }
  | { kind: 'trouble'; problem: string; cause: string }
  | { kind: 'ready' };
type FromWriter = { kind: 'acknowledged' | 'stale'; guildId: string; id: string; epoch: string };

/**
 * Guilds tour through all kinds of places while writers write. Movers are killed at every transition;
 * in the end, what was acknowledged must be where the guild is, once, and nowhere else.
 */
export function runMovesChaos(options: MovesChaosOptions): Promise<MovesChaosReport> {
  const signal = options.signal ?? new AbortController().signal;
  return torndown(signal, (teardown) => work(options, teardown));
}

async function work(
  { seed, writes, onEvent = () => {} }: MovesChaosOptions,
  teardown: (end: () => Promise<unknown>) => void,
): Promise<MovesChaosReport> {
  const startedAt = Date.now();
  const tell = (line: string) =>
    onEvent(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s: ${line}`);
  const guilds = Array.from({ length: GUILDS }, newGuildId);
  const spec = await makePlaces(guilds, teardown);
  const places = openPlaces(spec, 'chaos');
  teardown(() => places.close());
  for (const guildId of guilds) await settle(places, guildId);

  const report: MovesChaosReport = {
    seed,
    moves: 0,
    kills: 0,
    acknowledged: 0,
    longestPauseMs: 0,
    lost: [],
    doubled: [],
    stale: [],
    broken: [],
    seconds: 0,
  };
  const acknowledged = new Map(guilds.map((guildId) => [guildId, new Map<string, string>()]));
  /** The transitions of each guild's present move at which its mover is still to be killed. */
  const kills = new Map<string, Set<Checkpoint>>();

  const variables = {
    CHAOS_PLACES: JSON.stringify(spec),
    CHAOS_GUILDS: JSON.stringify(guilds),
    CHAOS_PAUSE_MS: String(Math.round((TOUR_MS * GUILDS * WRITERS * LANES) / writes)),
  };
  const onMover = (message: FromMover, child: ChaosChild) => {
    if (message.kind === 'trouble') tell(`trouble ${message.problem}: ${message.cause}`);
    if (message.kind !== 'at') return;
    if (!kills.get(message.guildId)?.delete(message.at)) return child.answer({ go: message.ask });
    tell(`${message.guildId} killed at ${message.at}`);
    child.kill();
  };
  const onWriter = ({ kind, guildId, id, epoch }: FromWriter) => {
    if (kind === 'stale') report.stale.push(`${guildId} wrote with epoch ${epoch}`);
    else acknowledged.get(guildId)?.set(id, epoch);
  };
  const start = (
    file: 'mover.ts' | 'writer.ts',
    count: number,
    listen: (m: never, c: ChaosChild) => void,
  ) =>
    Array.from({ length: count }, () => {
      const child = new ChaosChild(file, variables, listen);
      teardown(() => child.stop());
      return child;
    });
  const writers = start('writer.ts', WRITERS, onWriter);
  const movers = start('mover.ts', MOVERS, onMover);
  const moves = createMoves({ ...places, tenantMigrations, owner: 'chaos' });

  await Promise.all(
    guilds.map(async (guildId, index) => {
      for (const leg of tourOf(seed, guildId, index, GUILDS)) {
        kills.set(guildId, new Set(leg.kills));
        await travel(moves, guildId, leg, report);
        tell(`${guildId} is in ${JSON.stringify(leg.to)}`);
      }
    }),
  );
  const count = () => [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0);
  while (count() < writes) await wait(100);
  await Promise.all(writers.map((each) => each.stop()));
  await Promise.all(movers.map((each) => each.stop()));
  for (const [guildId, told] of acknowledged) {
    const found = await audit(places, spec, guildId, told);
    for (const kind of ['lost', 'doubled', 'stale'] as const) report[kind].push(...found[kind]);
  }
  report.acknowledged = count();
  report.kills = movers.reduce((sum, each) => sum + each.kills, 0);
  report.broken.push(...[...writers, ...movers].flatMap(({ crashes }) => crashes));
  report.seconds = (Date.now() - startedAt) / 1_000;
  return report;
}

/** A guild of the first region, with rows in all tables. */
async function settle({ control, openPlace }: OpenedPlaces, guildId: string): Promise<void> {
  const home = await openPlace(guildId, { kind: 'managed', region: 'eu-uk' });
  await home.mover('vektra.guild_fence').insert({
    guild_id: guildId,
    epoch: 1,
    mode: 'open',
    changed_at: 1,
  });
  await insertRows(home, guildId, ROWS);
  await home.mover('vektra.guild_counters').where('guild_id', guildId).delete();
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

async function travel(
  moves: Moves,
  guildId: string,
  { to, way }: Leg,
  report: MovesChaosReport,
): Promise<void> {
  const { id } = await moves.start({ guildId, to, by: 'chaos', reason: 'chaos', way });
  const giveUpAt = Date.now() + LEG_MS;
  for (;;) {
    const move = await moves.get(id);
    if (move?.state === 'done') {
      report.moves += 1;
      report.longestPauseMs = Math.max(report.longestPauseMs, move.pauseMs ?? 0);
      return;
    }
    if (!move || move.endedAt !== null || Date.now() > giveUpAt)
      throw new Error(`${guildId}: ${move?.state} at ${move?.step}, ${move?.problem}`);
    await wait(50);
  }
}
