import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runDemo } from './demo/run.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const HELP = `Runs all of Vektra on this machine: databases, a local Discord and Vault, server, bot, worker.

  npm run demo                keeps its data for the next start
  npm run demo -- --reset     deletes its data first
  npm run demo -- --check     runs the walkthrough automatically; keeps .demo/check if it fails
  npm run demo -- --data DIR  keeps its data there instead of .demo/data
                  --start-port 4000 --dashboard-port 3000 --discord-port 4100
                              its ports; without these options the next free ones from there
  npm run dev                 reloads the dashboard when its sources change`;

const values = readOptions();

if (values.help) {
  console.log(HELP);
} else {
  // A check has data of its own, so that it neither depends on earlier sessions nor changes them.
  const folder = values.check ? path.join(ROOT, '.demo', 'check') : path.resolve(values.data);
  if (values.reset || values.check) rmSync(folder, { recursive: true, force: true });
  process.exitCode = await runDemo({ folder, check: values.check, dev: values.dev, ports: values });
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        reset: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        data: { type: 'string', default: path.join(ROOT, '.demo', 'data') },
        'start-port': { type: 'string' },
        'dashboard-port': { type: 'string' },
        'discord-port': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}
