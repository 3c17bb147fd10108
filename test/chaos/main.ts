import { parseArgs } from 'node:util';
import { testDatabases } from '../helpers/databases.ts';
import { printFilesChaos, runFilesChaosWithDatabases } from './files/run-files-chaos.ts';
import { startLocalPostgres } from './local-postgres.ts';
import { printMovesChaos, runMovesChaosWithDatabases } from './moves/run-moves-chaos.ts';
import { MAX_GAP_MS, runChaos, WORKERS } from './run.ts';
import type { ChaosReport } from './types.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '200' },
    workers: { type: 'string', default: String(WORKERS) },
    'gap-ms': { type: 'string', default: String(MAX_GAP_MS) },
    moves: { type: 'boolean', default: false },
    files: { type: 'boolean', default: false },
    writes: { type: 'string', default: '20000' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function printReport(report: ChaosReport): void {
  const rows: [string, string | number][] = [
    ['demos sent', report.submitted],
    ['numbers seen', report.confirmed],
    ['decisions seen', report.decided],
    ['messages seen', report.messaged],
    ['undone', report.undone],
    ['answers seen', report.answered],
    ['kills', `${report.kills.bot} bot, ${report.kills.worker} worker`],
    ['workers frozen', report.freezes],
    ['faults of Discord', report.faults],
    ['seconds', report.seconds.toFixed(1)],
    ['lost', report.lost.length],
    ['doubled', report.doubled.length],
  ];
  for (const [name, value] of rows) console.log(`  ${name.padEnd(20)}${value}`);
  for (const what of report.lost) console.log(`  ✗ lost     ${what}`);
  for (const what of report.doubled) console.log(`  ✗ doubled  ${what}`);
}

async function main(): Promise<number> {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const count = Number(values.count);
  const workers = Number(values.workers);
  const gapMs = Number(values['gap-ms']);
  const writes = Number(values.writes);
  const isCount = (value: number) => Number.isSafeInteger(value) && value > 0;
  if (!Number.isSafeInteger(seed) || ![count, workers, gapMs, writes].every(isCount)) {
    console.error('--seed, --count, --workers, --gap-ms and --writes are whole numbers.');
    return 2;
  }
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());
  const { signal } = stopped;
  const eventOptions = values.verbose ? { onEvent: (line: string) => console.error(line) } : {};
  if (values.moves) {
    console.log(`Chaos of moves with seed ${seed}: ${writes} writes`);
    const report = await runMovesChaosWithDatabases({
      seed,
      writes,
      signal,
      ...eventOptions,
    }).catch((error) => {
      if (signal.aborted) return null;
      throw error;
    });
    return report ? printMovesChaos(report) : 130;
  }
  if (values.files) {
    console.log(`Chaos of files with seed ${seed}: ${count} demos`);
    const report = await runFilesChaosWithDatabases({
      seed,
      demos: count,
      signal,
      ...eventOptions,
    }).catch((error) => {
      if (signal.aborted) return null;
      throw error;
    });
    return report ? printFilesChaos(report) : 130;
  }
  console.log(`Chaos with seed ${seed}: ${count} demos`);
  const postgres = await startLocalPostgres();
  try {
    const report = await runChaos({
      seed,
      count,
      workers,
      gapMs,
      databases: await testDatabases(['eu-uk'], { own: true }),
      signal,
      ...eventOptions,
    });
    printReport(report);
    return report.lost.length + report.doubled.length > 0 ? 1 : 0;
  } catch (error) {
    if (signal.aborted) return 130;
    throw error;
  } finally {
    await postgres.stop();
  }
}

if (values.help)
  console.log(`Kills bot and workers at random, freezes one, while people use them, and counts what is lost or doubled.

  npm run chaos                     200 demos, a seed of its own
  npm run chaos -- --seed 7         the same people, faults and moments again, as far as processes allow
  npm run chaos -- --count 25 --verbose
  npm run chaos -- --workers 3 --gap-ms 1500   harsher: kills come at most so long after a start
  npm run chaos -- --moves --seed 7 --writes 100000   guilds move between all kinds of databases, and movers
                                    are killed at every transition, while others write
  npm run chaos -- --files --seed 7 --count 40   servers and workers are killed while artists upload files, and
                                    their labels move to another region`);
else {
  const code = await main();
  // After Ctrl-C, people and their patience may still be waiting for what is gone.
  if (code === 130) process.exit(code);
  process.exitCode = code;
}
