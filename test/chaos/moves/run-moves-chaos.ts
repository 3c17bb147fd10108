import { startLocalCustomerDatabases } from '../local-customer-databases.ts';
import { startLocalPostgres } from '../local-postgres.ts';
import { runMovesChaos } from './run.ts';
import type { MovesChaosOptions, MovesChaosReport } from './types.ts';

/** The databases of a run of its own, and the run. */
export async function runMovesChaosWithDatabases(
  options: MovesChaosOptions,
): Promise<MovesChaosReport> {
  const postgres = await startLocalPostgres();
  try {
    const customerDatabases = await startLocalCustomerDatabases();
    try {
      return await runMovesChaos(options);
    } finally {
      await customerDatabases.stop();
    }
  } finally {
    await postgres.stop();
  }
}

/** @returns the exit code */
export function printMovesChaos(report: MovesChaosReport): number {
  const { lost, doubled, stale, broken } = report;
  const rows: [string, string | number][] = [
    ['moves', report.moves],
    ['movers killed', report.kills],
    ['writes acknowledged', report.acknowledged],
    ['effects delivered', report.delivered],
    ['stale tries', report.staleTries],
    ['longest pause', `${report.longestPauseMs} ms, deaths of its mover included`],
    ['seconds', report.seconds.toFixed(1)],
    ['lost', lost.length],
    ['doubled', doubled.length],
    ['stale', stale.length],
  ];
  for (const [name, value] of rows) console.log(`  ${name.padEnd(20)}${value}`);
  const all = { lost, doubled, stale, broken };
  for (const [name, list] of Object.entries(all))
    for (const finding of list.slice(0, 20)) console.log(`  ✗ ${name.padEnd(8)} ${finding}`);
  return Object.values(all).every((list) => list.length === 0) ? 0 : 1;
}
