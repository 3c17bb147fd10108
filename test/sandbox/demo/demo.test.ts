import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test from 'ava';
import {
  createDataFolder,
  isReachable,
  listProcesses,
  readAddress,
  startDemo,
} from './demo-command.ts';

test('the demo starts beside a taken port, answers, is quiet, and leaves nothing', async (t) => {
  t.timeout(240_000);
  const folder = createDataFolder(t);
  const portHolder = net.createServer().listen(4100, '127.0.0.1');
  // Whoever has the port already does as well.
  const isOurs = await Promise.race([
    once(portHolder, 'listening').then(() => true),
    once(portHolder, 'error').then(() => false),
  ]);
  if (isOurs) t.teardown(() => portHolder.close());

  const demo = await startDemo(t, ['--data', folder]);
  const screen = demo.output();
  t.regex(
    screen,
    /Port 4100 for the local Discord is in use .*using \d+ \(--discord-port sets it\)/,
  );
  t.regex(screen, /a label with three weeks of history/);
  t.regex(screen, /Mara Voss +owns the label Nightfall Records, and is the operator/);
  t.notRegex(screen, /^\{/m, 'a log record');
  const addresses = ['Start here', 'Local Discord', 'Dashboard'].map((name) =>
    readAddress(screen, name),
  );
  const [startPage = '', discord = '', dashboard = ''] = addresses;
  t.is((await fetch(`${dashboard}/readyz`)).status, 200);
  t.regex(await (await fetch(dashboard)).text(), /Every demo heard/);
  const guide = await (await fetch(startPage)).text();
  t.true(guide.includes(`<a href="${dashboard}/operator">`), guide);
  t.regex(guide, /-----BEGIN CERTIFICATE-----/);
  t.is((await fetch(discord)).status, 200);

  t.is(await demo.stop('SIGINT'), 0);
  t.regex(demo.output(), /Stopping….*Stopped\. The data stays in /s);
  t.deepEqual(listProcesses(folder), []);
  for (const url of addresses) t.false(await isReachable(url), url);
  const log = readFileSync(path.join(folder, 'logs', 'vektra.log'), 'utf8')
    .trim()
    .split('\n');
  const ready = log.map((line) => JSON.parse(line).msg).filter((msg) => /^\w+\.ready$/.test(msg));
  t.deepEqual(ready.toSorted(), ['bot.ready', 'server.ready', 'worker.ready']);
});
