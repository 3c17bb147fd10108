import { randomUUID } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { Actor, Acts } from '../../domain/index.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import { ownMariadb, ownPostgres, type TestOwn } from './own-databases.ts';

/** Moves a label into a database of its own, as its admin does, and drives the move to its end. */
export async function connectOwn(
  t: Pick<ExecutionContext, 'teardown'>,
  { acts, tenancy, admin }: { acts: Acts; tenancy: Tenancy; admin: Actor },
  engine: 'postgres' | 'mariadb',
): Promise<TestOwn> {
  const own = engine === 'postgres' ? await ownPostgres(t) : await ownMariadb(t);
  await acts.storage.openSetup(admin, {});
  const { database } = own;
  const outcome = await acts.storage.test(admin, {
    ...database,
    host: '127.0.0.1',
    port: String(database.port),
    ca: database.ca ?? '',
  });
  if (!outcome.passed) throw new Error(`own database: ${JSON.stringify(outcome)}`);
  await acts.storage.connect(admin, { requestId: `test:${randomUUID()}` });
  await driveMove(tenancy, admin.guildId);
  return own;
}

/** Runs the guild's move as a worker does, up to where nobody waits for it. */
export async function driveMove(tenancy: Tenancy, guildId: string): Promise<void> {
  const move = await tenancy.moves.latest(guildId);
  if (!move) throw new Error('no move');
  const done = await tenancy.moves.run(move.id, new AbortController().signal);
  if (done.state !== 'done' && done.step !== 'observe')
    throw new Error(`the move did not end: ${JSON.stringify(done)}`);
}
