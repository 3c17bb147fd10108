import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { startChild } from '../../helpers/child.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The command as one types it. */
const demo = (t: ExecutionContext, folder: string) =>
  startChild(t, ['sandbox/demo.ts', '--data', folder]);

const address = (screen: string, name: string) =>
  new RegExp(`${name} +(http://\\S+)`).exec(screen)?.[1] ?? '';

/** Command lines of processes that mention the folder. */
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
  await first.says('Ctrl-C stops everything');
  t.regex(first.output(), /port 4100 for local Discord is taken; using \d+/);
  t.regex(first.output(), /a label with three weeks of history/);
  const discord = address(first.output(), 'Local Discord');
  const dashboard = address(first.output(), 'Dashboard');
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
  await first.stop('SIGKILL');
  const second = demo(t, folder);
  await second.says('Ctrl-C stops everything');
  t.notRegex(second.output(), /three weeks of history/);
  t.notRegex(second.output(), /for Postgres .* is taken/);

  t.is(await second.stop('SIGINT'), 0);
  t.regex(second.output(), /Stopping…/);
  t.deepEqual(left(folder), []);
  for (const url of [dashboard, discord]) t.false(await answers(url), url);
});
