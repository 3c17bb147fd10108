import { driverCode, isDeadlock, isUnreachable, TenancyError } from '../errors.ts';
import { conditionOf } from '../server-conditions.ts';

export type SideName = 'source' | 'target';

/**
 * Why a move waits or failed. Those about a side begin with `SOURCE_` or `TARGET_`:
 * `AWAY` (nobody answers), `BUSY` (no lock, or none of
 * this process's sockets for own databases, was free in time), `FULL`, `SCHEMA` (tables are not as ours),
 * `REFUSED` (a missing right, read only), `BAD` (an answer or a row that cannot be), `SECRET_GONE` (the
 * credentials were destroyed), `REVOKED` (the credentials were revoked), `SCHEMA_BEHIND` (a region is
 * not migrated yet), `GONE` (it is not what the registry says). Beside them: `OCCUPIED` (the target is
 * another guild's, or open), `VERIFY table`, `ROW table count` (so many rows that no database of ours
 * can hold), `SCHEMA_NEWER` (a place was migrated by a newer Vektra: the move waits for a worker that
 * knows that schema, and does not fail), `INTERNAL`.
 */
export class MoveProblem extends Error {
  readonly code: string;
  /** Whether waiting can help. */
  readonly passes: boolean;

  constructor(code: string, options: { passes: boolean; cause?: unknown }) {
    super(code, { cause: options.cause });
    this.name = 'MoveProblem';
    this.code = code;
    this.passes = options.passes;
  }
}

/** Why a place could not be opened at all. */
export const openingProblem = (cause: unknown, side: SideName): Error =>
  cause instanceof MoveProblem
    ? cause
    : new MoveProblem(`${side.toUpperCase()}_AWAY`, { passes: true, cause });

/** Another process has taken the move over: this one has nothing to do any more. */
export class LostLease extends Error {
  constructor() {
    super('the move is another process’s now');
    this.name = 'LostLease';
  }
}

/** What a fence says to a token that is not on it; see enter_fill in migration 012. */
export const NOT_MINE = 'VK003';

const BUSY = new Set(['ER_LOCK_WAIT_TIMEOUT', '55P03', '57014', 'busy']);
const SCHEMA = /^(42P01|42703|42883|42804|3F000|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR)$/;
const REFUSED = /^(42501|28...|3D000|ER_(DB|TABLE|COLUMN|PROC|SPECIFIC_)?ACCESS_DENIED\w*)$/;

/** The problem behind a driver's error. What the driver says stays in `cause`, for no eye but a log's. */
export function problemOf(error: unknown, side: SideName): Error {
  if (error instanceof MoveProblem || error instanceof LostLease) return error;
  const code = driverCode(error) ?? '';
  const problem = (name: string, passes: boolean) =>
    new MoveProblem(`${side.toUpperCase()}_${name}`, { passes, cause: error });
  if (code === NOT_MINE) return new LostLease();
  if (error instanceof TenancyError && error.code === 'schema_newer')
    return new MoveProblem('SCHEMA_NEWER', { passes: true, cause: error });
  if (BUSY.has(code) || isDeadlock(error)) return problem('BUSY', true);
  const condition = conditionOf(error);
  if (condition === 'disk_full' || condition === 'out_of_resources') return problem('FULL', true);
  if (condition === 'read_only') return problem('REFUSED', false);
  if (isUnreachable(error)) return problem('AWAY', true);
  if (SCHEMA.test(code)) return problem('SCHEMA', false);
  if (REFUSED.test(code)) return problem('REFUSED', false);
  return problem('BAD', false);
}
