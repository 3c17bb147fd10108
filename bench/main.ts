import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startLocalPostgres } from '../test/chaos/local-postgres.ts';
import { benchmarks } from './benchmarks/index.ts';
import { printTable } from './lib/print.ts';
import { runBenchmark } from './lib/run-benchmark.ts';
import type { BenchmarkResult } from './lib/types.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    full: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const targetIds = benchmarks.flatMap(({ targets }) => targets.map(({ id }) => id));

async function main(): Promise<number> {
  const only = values.only?.split(',').map((id) => id.trim());
  const unknown = only?.filter((id) => !targetIds.includes(id)) ?? [];
  if (unknown.length > 0) {
    console.error(`No such figure: ${unknown.join(', ')}. There are: ${targetIds.join(', ')}`);
    return 2;
  }
  const selected = benchmarks.filter(({ targets, isSlow }) =>
    only ? targets.some(({ id }) => only.includes(id)) : values.full || !isSlow,
  );
  const abortController = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => abortController.abort());
  // The others are measured on plain Postgres.
  process.env.CITUS_REGIONS = 'citus';
  const postgres = await startLocalPostgres();
  const results: BenchmarkResult[] = [];
  let failedCount = 0;
  try {
    for (const benchmark of selected) {
      const name = benchmark.targets.map(({ id }) => id).join(', ');
      console.error(`… ${name}`);
      try {
        results.push(
          ...(await runBenchmark(benchmark, {
            isFull: values.full,
            signal: abortController.signal,
          })),
        );
      } catch (error) {
        if (abortController.signal.aborted) return 130;
        // The others are still worth having; this one is left out.
        console.error(`✗ ${name}: ${(error as Error).stack}`);
        failedCount += 1;
      }
    }
  } finally {
    await postgres.stop();
  }
  const shownResults = results.filter(({ id }) => !only || only.includes(id));
  printTable(shownResults);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(shownResults, null, 2)}\n`);
  return failedCount === 0 ? 0 : 1;
}

if (values.help)
  console.log(`Measures what is promised, against its bar. A bar that does not hold is shown, not failed.

  npm run bench                            quick sizes
  npm run bench -- --full                  the sizes that the bars name
  npm run bench -- --only ID,ID            one of: ${targetIds.join(', ')}
  npm run bench -- --json FILE             the figures as a list`);
else {
  const code = await main();
  // After Ctrl-C, people and their patience may still be waiting for what is gone.
  if (code === 130) process.exit(code);
  process.exitCode = code;
}
