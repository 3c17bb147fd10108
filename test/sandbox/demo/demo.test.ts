import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The command as one types it. Its screen can be waited for and read. */
function demo(t: ExecutionContext, folder: string) {
  const child = spawn(process.execPath, ['sandbox/demo.ts', '--data', folder], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let screen = '';
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      change();
    });
  child.once('exit', change);
  const shows = async (text: string) => {
    while (!screen.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended without "${text}":\n${screen}`);
      await changed.promise;
    }
  };
  return { child, shows, screen: () => screen };
}

const address = (screen: string, name: string) =>
  new RegExp(`${name} +(http://\\S+)`).exec(screen)?.[1] ?? '';

const stop = async (child: ChildProcess, signal: NodeJS.Signals) => {
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
};

/** Processes that mention the folder, or were started by the demo's product start. */
const left = (folder: string) =>
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

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('the demo starts beside taken ports, keeps its data, survives a kill and leaves nothing', async (t) => {
  t.timeout(240_000);
  const folder = path.join(ROOT, '.cache', `test-demo-${process.pid}`);
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const squatter = net.createServer().listen(4100, '127.0.0.1');
  // Whoever has the port already does as well.
  const isOurs = await Promise.race([
    once(squatter, 'listening').then(() => true),
    once(squatter, 'error').then(() => false),
  ]);
  if (isOurs) t.teardown(() => squatter.close());

  const first = demo(t, folder);
  await first.shows('Ctrl-C stops everything');
  t.regex(first.screen(), /port 4100 for local Discord is taken; using \d+/);
  t.regex(first.screen(), /a label with three weeks of history/);
  const discord = address(first.screen(), 'Local Discord');
  const dashboard = address(first.screen(), 'Dashboard');
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
  const kept = (await control('people', { username: 'kept', globalName: 'Kept' })) as {
    id: string;
  };
  t.truthy(kept.id);

  // Killed outright: what it had started runs on, until the next start.
  await stop(first.child, 'SIGKILL');
  const second = demo(t, folder);
  await second.shows('Ctrl-C stops everything');
  t.notRegex(second.screen(), /three weeks of history/);
  t.notRegex(second.screen(), /for Postgres .* is taken/);

  t.is(await stop(second.child, 'SIGINT'), 0);
  t.regex(second.screen(), /Stopping…/);
  t.deepEqual(left(folder), []);
  for (const url of [dashboard, discord]) t.false(await answers(url), url);
});
