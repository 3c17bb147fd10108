import type { AddressGuard } from './address-guard.ts';
import { codeOf } from './classify.ts';
import { dial } from './dial.ts';
import type { OwnHooks, OwnLimits } from './limits.ts';
import { Line } from './line.ts';
import { connectMysql } from './mysql.ts';
import { connectPostgres } from './postgres.ts';
import type { Driver } from './statements.ts';
import type { OwnDatabase } from './types.ts';

/**
 * One connection to an own database: dialled, encrypted, logged in, its session set.
 * @throws OwnDatabaseError, and no socket is left; OwnBusyError; what `allowed` throws
 */
export async function connectOwn(
  database: OwnDatabase,
  guard: AddressGuard,
  limits: OwnLimits,
  hooks: OwnHooks,
): Promise<{ driver: Driver; line: Line }> {
  hooks.allowed?.();
  const giveBack = await hooks.slot?.();
  const line = new Line(limits);
  if (giveBack) line.socket.once('close', giveBack);
  line.handshakeWithin(limits.handshakeMs);
  if (limits.lifeMs !== null) {
    const over = setTimeout(() => line.fail('TIMEOUT'), limits.lifeMs);
    line.socket.once('close', () => clearTimeout(over));
  }
  const failed = once(hooks.failed);
  try {
    await dial(line, database, guard, limits);
    hooks.reached?.('address');
    const open = database.engine === 'postgres' ? connectPostgres : connectMysql;
    const { driver, latencyMs } = await open(database, line, limits, {
      encrypted: () => {
        line.step = 'login';
        hooks.reached?.('tls');
      },
      broke: failed,
    });
    if (line.verdict) throw line.verdict;
    line.ready();
    hooks.connected?.(latencyMs);
    return { driver, line };
  } catch (error) {
    const why = line.fail(codeOf(error));
    failed(why);
    throw why;
  }
}

function once<T>(act: ((value: T) => void) | undefined): (value: T) => void {
  let done = false;
  return (value) => {
    if (!done) act?.(value);
    done = true;
  };
}
