import { testDatabases } from '../../helpers/databases.ts';
import { startLocalPostgres } from '../local-postgres.ts';
import { runFilesChaos } from './run.ts';
import type { FilesChaosOptions, FilesChaosReport } from './types.ts';

/** The databases of a run of its own, and the run. */
export async function runFilesChaosWithDatabases(
  options: Omit<FilesChaosOptions, 'databases'>,
): Promise<FilesChaosReport> {
  const postgres = await startLocalPostgres();
  try {
    const databases = await testDatabases(['eu-uk', 'us-west'], { own: true });
    return await runFilesChaos({ ...options, databases });
  } finally {
    await postgres.stop();
  }
}

/** @returns the exit code */
export function printFilesChaos(report: FilesChaosReport): number {
  const { lost, halfKept, doubled } = report;
  const rows: [string, string | number][] = [
    ['demos accepted', report.accepted],
    ['files', `${report.files}, ${Math.round(report.bytes / 1e6)} MB`],
    ['tries repeated', report.repeated],
    ['moves', report.moves],
    ['kills', `${report.kills.server} server, ${report.kills.worker} worker`],
    ['seconds', report.seconds.toFixed(1)],
    ['lost', lost.length],
    ['half kept', halfKept.length],
    ['doubled', doubled.length],
  ];
  for (const [name, value] of rows) console.log(`  ${name.padEnd(20)}${value}`);
  const all = { lost, 'half kept': halfKept, doubled };
  for (const [name, list] of Object.entries(all))
    for (const finding of list.slice(0, 20)) console.log(`  ✗ ${name.padEnd(9)} ${finding}`);
  return Object.values(all).every((list) => list.length === 0) ? 0 : 1;
}
