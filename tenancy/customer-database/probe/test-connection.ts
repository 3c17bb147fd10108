import { toCustomerDatabaseCode } from '../error-codes.ts';
import { ConnectionLimitError, CustomerDatabaseError } from '../errors.ts';
import type { ConnectionHooks, CustomerDatabaseLimits } from '../limits.ts';
import type { AddressGuard } from '../net/address-guard.ts';
import { createCustomerKnex } from '../pool/customer-knex.ts';
import type { ConnectionTestReport, CustomerDatabase } from '../types.ts';
import type { ExpectedSchema } from './check-occupancy.ts';
import { testMysql } from './test-mysql.ts';
import { testPostgres } from './test-postgres.ts';
import { type OnConnectionTestStep, TestSteps } from './test-steps.ts';

/**
 * Somebody waits: shorter than in use. All is done on one connection, so its life bounds the whole
 * test: a server may be slow at each of its statements.
 */
const TEST_LIMITS: Partial<CustomerDatabaseLimits> = {
  max: 1,
  statementMs: 3_000,
  lockMs: 2_000,
  lifetimeMs: 15_000,
};

/** ms by which a clock may be off without a warning. */
const MAX_CLOCK_SKEW_MS = 60_000;

export interface ConnectionTestOptions {
  guard: AddressGuard;
  /** The guild that it shall hold. */
  guildId: string;
  schema: ExpectedSchema;
  /** Takes a socket of the process's budget. */
  acquireSocket?: ConnectionHooks['acquireSocket'];
  onStep?: OnConnectionTestStep;
  limits?: Partial<CustomerDatabaseLimits>;
  /** Epoch ms. */
  now?: () => number;
}

/**
 * The test before a customer database is saved or used: everything that will be needed is done
 * once. It leaves nothing behind.
 * @throws CustomerDatabaseError, with the step at which it failed; ConnectionLimitError when there
 *   is no socket
 */
export async function testCustomerDatabase(
  database: CustomerDatabase,
  {
    guard,
    now = Date.now,
    onStep = () => {},
    limits,
    acquireSocket,
    ...options
  }: ConnectionTestOptions,
): Promise<ConnectionTestReport> {
  const steps = new TestSteps(onStep);
  let latencyMs = 0;
  const knex = createCustomerKnex(
    database,
    guard,
    { ...TEST_LIMITS, ...limits },
    {
      ...(acquireSocket ? { acquireSocket } : {}),
      onStepReached: (step) => steps.pass(step),
      onConnected: (ms) => {
        latencyMs = ms;
      },
    },
  );
  try {
    const testEngine = database.engine === 'postgres' ? testPostgres : testMysql;
    const { server, skewMs, warnings } = await testEngine(knex, { ...options, now }, steps);
    // A clock that is no number at all is off, too.
    const isClockInSync = Math.abs(skewMs) <= MAX_CLOCK_SKEW_MS;
    return {
      server,
      latencyMs: Math.round(latencyMs * 10) / 10,
      warnings: isClockInSync ? warnings : [...warnings, 'clock'],
    };
  } catch (error) {
    if (error instanceof ConnectionLimitError) throw error;
    const code = toCustomerDatabaseCode(error);
    steps.fail(code);
    const certificate = error instanceof CustomerDatabaseError ? error.certificate : null;
    throw new CustomerDatabaseError(code, { step: steps.current, certificate });
  } finally {
    await knex.destroy();
  }
}
