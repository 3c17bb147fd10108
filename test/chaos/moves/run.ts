import { setTimeout as wait } from 'node:timers/promises';
import { tenantMigrations } from '../../../migrations/index.ts';
import { type Checkpoint, createMoves, type Moves } from '../../../tenancy/moves/index.ts';
import { registerSecret } from '../../helpers/own-secret.ts';
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
const LEG_MS = 900_000;
/** How long what was written last may take to be delivered. */
const DELIVERY_MS = 60_000;
const WRITES_PER_S = 150;

type FromMover =
  | { kind: 'at'; ask: number; at: Checkpoint; guildId: string }
  | { kind: 'trouble'; problem: string; cause: string }
  | { kind: 'ready' };
type FromWriter =
  | { kind: 'acknowledged'; guildId: string; id: string }
  | { kind: 'stale'; guildId: string; epoch: string; wasTaken: boolean };
interface FromDeliverer {
  guildId: string;
  id: string;
}

/**
 * Guilds tour through all kinds of places while writers write. Movers are killed at every transition;
 * in the end, what was acknowledged must be where the guild is, once, and nowhere else.
 */
export function runMovesChaos(options: MovesChaosOptions): Promise<MovesChaosReport> {
  const signal = options.signal ?? new AbortController().signal;
  return torndown(signal, (teardown) => work(options, teardown));
}

async function work(
  {
    seed,
    writes,
    perSecond = WRITES_PER_S,
    guilds: count = GUILDS,
    share = count,
    onEvent = () => {},
  }: MovesChaosOptions,
  teardown: (end: () => Promise<unknown>) => void,
): Promise<MovesChaosReport> {
  const startedAt = Date.now();
  const tell = (line: string) =>
    onEvent(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s: ${line}`);
  const guilds = Array.from({ length: count }, newGuildId);
  const spec = await makePlaces(guilds, teardown);
  const places = openPlaces(spec, 'chaos');
  teardown(() => places.close());
  for (const guildId of guilds) await settle(places, guildId);
  for (const [secretRef, database] of Object.entries(spec.own)) {
    const engine = 'mysql' in database ? 'mysql' : 'postgres';
    const guildId = secretRef.split('/')[0] ?? '';
    await registerSecret(places.control, { guildId, engine, secretRef });
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
    CHAOS_PAUSE_MS: String(Math.round((1_000 * count * WRITERS * LANES) / perSecond)),
  };
  const onMover = (message: FromMover, child: ChaosChild) => {
    if (message.kind === 'trouble') tell(`trouble ${message.problem}: ${message.cause}`);
    if (message.kind !== 'at') return;
    if (!kills.get(message.guildId)?.delete(message.at)) return child.answer({ go: message.ask });
    tell(`${message.guildId} killed at ${message.at}`);
    child.kill();
  };
  const onWriter = (message: FromWriter) => {
    const { guildId } = message;
    if (message.kind === 'acknowledged') {
      acknowledged.get(guildId)?.add(message.id);
      return;
    }
    report.staleTries += 1;
    if (message.wasTaken) report.stale.push(`${guildId} wrote with epoch ${message.epoch}`);
  };
  const onDeliverer = ({ guildId, id }: FromDeliverer) => {
    if (delivered.has(id)) report.doubled.push(`${guildId} delivered ${id} again`);
    delivered.add(id);
  };
  const start = (
    file: ConstructorParameters<typeof ChaosChild>[0],
    processes: number,
    listen: (m: never, c: ChaosChild) => void,
  ) =>
    Array.from({ length: processes }, () => {
      const child = new ChaosChild(file, variables, listen);
      teardown(() => child.stop());
      return child;
    });
  const writers = start('writer.ts', WRITERS, onWriter);
  const deliverers = start('deliverer.ts', 1, onDeliverer);
  const movers = start('mover.ts', MOVERS, onMover);
  const moves = createMoves({ ...places, tenantMigrations, owner: 'chaos' });

  const written = () => [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0);
  await Promise.all(
    guilds.map(async (guildId, index) => {
      const legs = tourOf(seed, guildId, index, share);
      for (const [serial, leg] of legs.entries()) {
        // The writes are spread over the whole tour.
        while (written() < (writes * serial) / legs.length) await wait(50);
        kills.set(guildId, new Set(leg.kills));
        await travel(moves, guildId, leg, report);
        tell(`${guildId} is in ${JSON.stringify(leg.to)}`);
      }
    }),
  );
  while (written() < writes) await wait(100);
  await Promise.all(writers.map((each) => each.stop()));
  const giveUpAt = Date.now() + DELIVERY_MS;
  while (delivered.size < written() && Date.now() < giveUpAt) await wait(100);
  const others = [...deliverers, ...movers];
  await Promise.all(others.map((each) => each.stop()));
  for (const [guildId, told] of acknowledged) {
    const found = await audit(places, spec, guildId, told);
    for (const kind of ['lost', 'doubled', 'stale'] as const) report[kind].push(...found[kind]);
  }
  for (const [guildId, told] of acknowledged)
    for (const id of told)
      if (!delivered.has(id)) report.lost.push(`${guildId} delivers not ${id}`);
  report.acknowledged = written();
  report.delivered = delivered.size;
  report.kills = movers.reduce((sum, each) => sum + each.kills, 0);
  report.broken.push(...[...writers, ...others].flatMap(({ crashes }) => crashes));
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
