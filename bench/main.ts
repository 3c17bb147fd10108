import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startOwnPostgres } from '../test/chaos/own-postgres.ts';
import { printTable } from './lib/print.ts';
import { runMeasure } from './lib/run-measure.ts';
import type { Figure } from './lib/types.ts';
import { measures } from './measures/index.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    full: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const ids = measures.flatMap(({ bars }) => bars.map(({ id }) => id));

async function main(): Promise<number> {
  const only = values.only?.split(',').map((id) => id.trim());
  const unknown = only?.filter((id) => !ids.includes(id)) ?? [];
  if (unknown.length > 0) {
    console.error(`No such figure: ${unknown.join(', ')}. There are: ${ids.join(', ')}`);
    return 2;
  }
  const chosen = measures.filter(({ bars, isSlow }) =>
    only ? bars.some(({ id }) => only.includes(id)) : values.full || !isSlow,
  );
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());
  const postgres = await startOwnPostgres();
  const figures: Figure[] = [];
  let failed = 0;
  try {
    for (const measure of chosen) {
      const name = measure.bars.map(({ id }) => id).join(', ');
      console.error(`… ${name}`);
      try {
        figures.push(...(await runMeasure(measure, { full: values.full, signal: stopped.signal })));
      } catch (error) {
        if (stopped.signal.aborted) return 130;
        // The others are still worth having; this one is left out.
        console.error(`✗ ${name}: ${(error as Error).stack}`);
        failed += 1;
      }
    }
  } finally {
    await postgres.stop();
  }
  const wanted = figures.filter(({ id }) => !only || only.includes(id));
  printTable(wanted);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(wanted, null, 2)}\n`);
  return failed === 0 ? 0 : 1;
}

if (values.help)
  console.log(`Measures what is promised, against its bar. A bar that does not hold is shown, not failed.

  npm run bench                            quick sizes
  npm run bench -- --full                  the sizes that the bars name
  npm run bench -- --only ID,ID            one of: ${ids.join(', ')}
  npm run bench -- --json FILE             the figures as a list`);
else {
  const code = await main();
  // After Ctrl-C, people and their patience may still be waiting for what is gone.
  if (code === 130) process.exit(code);
  process.exitCode = code;
}
