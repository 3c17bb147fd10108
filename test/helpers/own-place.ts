import { randomUUID } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { Actor, Acts } from '../../domain/index.ts';
import type { ConnectInput } from '../../domain/storage/types.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import type { OwnDatabase } from '../../tenancy/own/index.ts';
import type { House } from './house.ts';
import { type OwnNames, ownMariadb, ownPostgres, type TestOwn } from './own-databases.ts';
import { asSuperuser } from './postgres.ts';
import { openWay, type Way } from './way.ts';

export type OwnEngine = 'postgres' | 'mariadb';

/** An own database, and the way to it, which a test can take away. */
export interface ReachedOwn extends TestOwn {
  way: Way;
  /** What its admin types in. */
  input: ConnectInput;
}

export async function reachedOwn(
  t: Pick<ExecutionContext, 'teardown'>,
  engine: OwnEngine,
  names?: OwnNames,
): Promise<ReachedOwn> {
  const own = await (engine === 'postgres' ? ownPostgres : ownMariadb)(t, names);
  const way = await openWay(`tcp://127.0.0.1:${own.database.port}`);
  t.teardown(() => way.close());
  return { ...own, way, input: inputOf({ ...own.database, port: way.port }) };
}

/** The fields of the connect form. The run's certificates are for 127.0.0.1 too. */
export const inputOf = (database: OwnDatabase): ConnectInput => ({
  ...database,
  host: '127.0.0.1',
  port: String(database.port),
  ca: database.ca ?? '',
});

/**
 * Moves a label into a database of its own, as its admin does.
 * @param options.hasWorker a worker is running, which moves it; else it is moved here
 */
export async function connectOwn(
  t: Pick<ExecutionContext, 'teardown'>,
  { acts, tenancy, admin }: { acts: Acts; tenancy: Tenancy; admin: Actor },
  engine: OwnEngine,
  { hasWorker = false } = {},
): Promise<ReachedOwn> {
  const own = await reachedOwn(t, engine);
  await acts.storage.openSetup(admin, {});
  const outcome = await acts.storage.test(admin, own.input);
  if (!outcome.passed) throw new Error(`own database: ${JSON.stringify(outcome)}`);
  const settled = hasWorker ? settledMove(tenancy, admin.guildId) : null;
  await acts.storage.connect(admin, { requestId: `test:${randomUUID()}` });
  await (settled ?? driveMove(tenancy, admin.guildId));
  return own;
}

/** Resolves when a worker has switched the guild's place over; to be asked before the move begins. */
export function settledMove(tenancy: Tenancy, guildId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = tenancy.onChange(async (change) => {
      if (change.guildId !== guildId || change.kind !== 'move') return;
      const move = await tenancy.moves.latest(guildId);
      if (move?.step !== 'observe') return;
      stop();
      resolve();
    });
  });
}

/** Makes the outage of a guild's database one of some minutes: its people are told of those. */
export async function outageOfLong({ variables }: House, guildId: string): Promise<void> {
  const control = new URL(variables.CONTROL_DATABASE_URL ?? '').pathname.slice(1);
  await asSuperuser(
    `UPDATE own_outages SET since = since - 200000 WHERE guild_id = ${guildId}`,
    control,
  );
}

/** Runs the guild's move as a worker does, up to where nobody waits for it. */
export async function driveMove(tenancy: Tenancy, guildId: string): Promise<void> {
  const move = await tenancy.moves.latest(guildId);
  if (!move) throw new Error('no move');
  const done = await tenancy.moves.run(move.id, new AbortController().signal);
  if (done.state !== 'done' && done.step !== 'observe')
    throw new Error(`the move did not end: ${JSON.stringify(done)}`);
}
