import { toCustomerDatabaseCode } from '../error-codes.ts';
import type { ConnectionHooks, CustomerDatabaseLimits } from '../limits.ts';
import type { CustomerDatabase } from '../types.ts';
import type { AddressGuard } from './address-guard.ts';
import { connectMysql } from './connect-mysql.ts';
import { connectPostgres } from './connect-postgres.ts';
import { connectSocket } from './connect-socket.ts';
import { GuardedSocket } from './guarded-socket.ts';
import type { Driver } from './watch-statements.ts';

/**
 * One connection to a customer database: dialled, encrypted, logged in, its session set.
 * @throws CustomerDatabaseError, and no socket is left; ConnectionLimitError; what `allowed` throws
 */
export async function openCustomerConnection(
  database: CustomerDatabase,
  guard: AddressGuard,
  limits: CustomerDatabaseLimits,
  hooks: ConnectionHooks,
): Promise<{ driver: Driver; guardedSocket: GuardedSocket }> {
  hooks.beforeConnect?.();
  const releaseSocket = await hooks.acquireSocket?.();
  const guardedSocket = new GuardedSocket(limits);
  if (releaseSocket) guardedSocket.socket.once('close', releaseSocket);
  guardedSocket.startHandshakeTimeout(limits.handshakeMs);
  if (limits.lifetimeMs !== null) {
    const lifetimeTimer = setTimeout(() => guardedSocket.fail('TIMEOUT'), limits.lifetimeMs);
    guardedSocket.socket.once('close', () => clearTimeout(lifetimeTimer));
  }
  const reportFailure = callOnce(hooks.onFailed);
  try {
    await connectSocket(guardedSocket, database, guard, limits);
    hooks.onStepReached?.('address');
    const connect = database.engine === 'postgres' ? connectPostgres : connectMysql;
    const { driver, latencyMs } = await connect(database, guardedSocket, limits, {
      onEncrypted: () => {
        guardedSocket.step = 'login';
        hooks.onStepReached?.('tls');
      },
      onBroken: reportFailure,
    });
    if (guardedSocket.failure) throw guardedSocket.failure;
    guardedSocket.finishHandshake();
    hooks.onConnected?.(latencyMs);
    return { driver, guardedSocket };
  } catch (error) {
    const failure = guardedSocket.fail(toCustomerDatabaseCode(error));
    reportFailure(failure);
    throw failure;
  }
}

function callOnce<T>(callback: ((value: T) => void) | undefined): (value: T) => void {
  let isDone = false;
  return (value) => {
    if (!isDone) callback?.(value);
    isDone = true;
  };
}
