import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {
  chooseTestPorts,
  createDataFolder,
  isReachable,
  listProcesses,
  readAddress,
  startDemo,
} from './demo-command.ts';

test('the demo keeps its data through a kill, and a second Ctrl+C ends what does not stop', async (t) => {
  t.timeout(360_000);
  const folder = createDataFolder(t);
  const args = ['--data', folder, ...(await chooseTestPorts())];
  const first = await startDemo(t, args);
  const discord = readAddress(first.output(), 'Local Discord');
  const created = await fetch(`${discord}/control/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'kept', globalName: 'Kept' }),
  });
  const { id } = (await created.json()) as { id: string };
  // Until it is written: the local Discord saves a moment after a change.
  const dataFile = path.join(folder, 'discord.json');
  while (!readFileSync(dataFile, 'utf8').includes(id))
    await new Promise((resolve) => setImmediate(resolve));

  // Killed outright: what it had started runs on, until the next start.
  await first.stop('SIGKILL');
  const second = await startDemo(t, args);
  t.notRegex(second.output(), /three weeks of history/);
  t.notRegex(second.output(), /for Postgres .* is in use/);
  const people = await (
    await fetch(`${readAddress(second.output(), 'Local Discord')}/control/people`)
  ).text();
  t.true(people.includes(id));

  // A worker that does not react to being asked.
  const pids = JSON.parse(readFileSync(path.join(folder, 'processes.json'), 'utf8')) as number[];
  const worker = pids.at(-1) as number;
  process.kill(worker, 'SIGSTOP');
  void second.stop('SIGINT');
  await second.waitForOutput('Stopping…');
  // Until one comes that is a press of its own.
  const presses = setInterval(() => void second.stop('SIGINT'), 100);
  t.teardown(() => clearInterval(presses));
  t.is(await second.exited, 130);
  t.regex(second.output(), /Ended at once/);
  // Postgres' own processes end when they notice that the first one is gone.
  while (listProcesses(folder).length > 0) await new Promise((resolve) => setImmediate(resolve));
  t.false(pids.some(isRunning));
  t.false(await isReachable(readAddress(second.output(), 'Dashboard')));
});

function isRunning(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts');
  } catch {
    return false;
  }
}
