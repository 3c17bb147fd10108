import type { Knex } from 'knex';
import type { OwnSchema } from './occupancy.ts';
import type { TestSteps } from './test-steps.ts';
import type { OwnTestWarning } from './types.ts';

/** A number that a double cannot hold, and characters of four bytes. */
export const PROBE = { id: '9007199254740993', note: 'ミナト 🎛️' };

/** What a test has found out about a server. */
export interface EngineFacts {
  server: string;
  /** By how much its clock is ahead of ours, ms; NaN when it told no time. */
  skewMs: number;
  warnings: OwnTestWarning[];
}

/**
 * The steps from the log-in on.
 * @throws OwnDatabaseError or what a statement throws
 */
export type EngineTest = (
  knex: Knex,
  options: { guildId: string; schema: OwnSchema; now: () => number },
  steps: TestSteps,
) => Promise<EngineFacts>;
