import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { startChild } from '../../helpers/child-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The command as one types it. */
const startDemo = (t: ExecutionContext, folder: string) =>
  startChild(t, ['sandbox/demo.ts', '--data', folder]);

const readAddress = (screen: string, name: string) =>
  new RegExp(`${name} +(http://\\S+)`).exec(screen)?.[1] ?? '';

/** Command lines of processes that mention the folder. */
const listProcesses = (folder: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(folder));

const isReachable = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('the demo starts beside taken ports, keeps its data, survives a kill and leaves nothing', async (t) => {
  t.timeout(240_000);
  const folder = path.join(ROOT, '.cache', `test-demo-${process.pid}`);
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const portHolder = net.createServer().listen(4100, '127.0.0.1');
  // Whoever has the port already does as well.
  const isOurs = await Promise.race([
    once(portHolder, 'listening').then(() => true),
    once(portHolder, 'error').then(() => false),
  ]);
  if (isOurs) t.teardown(() => portHolder.close());

  const first = startDemo(t, folder);
  await first.waitForOutput('Ctrl-C stops everything');
  t.regex(first.output(), /port 4100 for local Discord is taken; using \d+/);
  t.regex(first.output(), /a label with three weeks of history/);
  const discord = readAddress(first.output(), 'Local Discord');
  const dashboard = readAddress(first.output(), 'Dashboard');
  t.is((await fetch(`${dashboard}/readyz`)).status, 200);
  t.regex(await (await fetch(dashboard)).text(), /Every demo heard/);
  const control = async (call: string, body: object) =>
    (
      await fetch(`${discord}/control/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json();
  const person = (await control('people', { username: 'kept', globalName: 'Kept' })) as {
    id: string;
  };
  t.truthy(person.id);

  // Killed outright: what it had started runs on, until the next start.
  await first.stop('SIGKILL');
  const second = startDemo(t, folder);
  await second.waitForOutput('Ctrl-C stops everything');
  t.notRegex(second.output(), /three weeks of history/);
  t.notRegex(second.output(), /for Postgres .* is taken/);

  for (const name of ['server', 'bot', 'worker'])
    t.regex(readFileSync(path.join(folder, 'logs', `${name}.log`), 'utf8'), /\.ready"/);

  t.is(await second.stop('SIGINT'), 0);
  t.regex(second.output(), /Stopping…/);
  t.deepEqual(listProcesses(folder), []);
  for (const url of [dashboard, discord]) t.false(await isReachable(url), url);
});
