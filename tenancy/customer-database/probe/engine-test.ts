import type { Knex } from 'knex';
import type { ConnectionTestWarning } from '../types.ts';
import type { ExpectedSchema } from './check-occupancy.ts';
import type { TestSteps } from './test-steps.ts';

/** A number that a double cannot hold, and characters of four bytes. */
export const PROBE = { id: '9007199254740993', note: 'ミナト 🎛️' };

/** What a test has found out about a server. */
export interface EngineTestResult {
  server: string;
  /** By how much its clock is ahead of ours, ms; NaN when it told no time. */
  skewMs: number;
  warnings: ConnectionTestWarning[];
}

/**
 * The steps from the log-in on.
 * @throws CustomerDatabaseError or what a statement throws
 */
export type EngineTest = (
  knex: Knex,
  options: { guildId: string; schema: ExpectedSchema; now: () => number },
  steps: TestSteps,
) => Promise<EngineTestResult>;
