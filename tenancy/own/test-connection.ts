import type { AddressGuard } from './address-guard.ts';
import { codeOf } from './classify.ts';
import { OwnBusyError, OwnDatabaseError } from './errors.ts';
import type { OwnHooks, OwnLimits } from './limits.ts';
import type { OwnSchema } from './occupancy.ts';
import { openOwn } from './open.ts';
import { testMysql } from './test-mysql.ts';
import { testPostgres } from './test-postgres.ts';
import { type OnOwnStep, TestSteps } from './test-steps.ts';
import type { OwnDatabase, OwnTestReport } from './types.ts';

/**
 * Somebody waits: shorter than in use. All is done on one connection, so its life bounds the whole
 * test: a server may be slow at each of its statements.
 */
const LIMITS: Partial<OwnLimits> = {
  max: 1,
  statementMs: 3_000,
  lockMs: 2_000,
  lifeMs: 15_000,
  pipeline: false,
};

/** ms by which a clock may be off without a warning. */
const CLOCK_MS = 60_000;

export interface OwnTestOptions {
  guard: AddressGuard;
  /** The guild that it shall hold. */
  guildId: string;
  schema: OwnSchema;
  /** Takes a socket of the process's budget. */
  slot?: OwnHooks['slot'];
  onStep?: OnOwnStep;
  limits?: Partial<OwnLimits>;
  /** Epoch ms. */
  now?: () => number;
}

/**
 * The test before an own database is saved or used: everything that will be needed is done once. It
 * leaves nothing behind.
 * @throws OwnDatabaseError, with the step at which it failed; OwnBusyError when there is no socket
 */
export async function testOwnDatabase(
  database: OwnDatabase,
  { guard, now = Date.now, onStep = () => {}, limits, slot, ...options }: OwnTestOptions,
): Promise<OwnTestReport> {
  const steps = new TestSteps(onStep);
  let latencyMs = 0;
  const knex = openOwn(
    database,
    guard,
    { ...LIMITS, ...limits },
    {
      ...(slot ? { slot } : {}),
      reached: (step) => steps.passed(step),
      connected: (ms) => {
        latencyMs = ms;
      },
    },
  );
  try {
    const test = database.engine === 'postgres' ? testPostgres : testMysql;
    const { server, skewMs, warnings } = await test(knex, { ...options, now }, steps);
    // A clock that is no number at all is off, too.
    const inTime = Math.abs(skewMs) <= CLOCK_MS;
    return {
      server,
      latencyMs: Math.round(latencyMs * 10) / 10,
      warnings: inTime ? warnings : [...warnings, 'clock'],
    };
  } catch (error) {
    if (error instanceof OwnBusyError) throw error;
    const code = codeOf(error);
    steps.failed(code);
    throw new OwnDatabaseError(code, { step: steps.current });
  } finally {
    await knex.destroy();
  }
}
