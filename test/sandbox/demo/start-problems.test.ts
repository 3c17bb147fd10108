import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import { createProcessLog } from '../../../sandbox/demo/process-log.ts';
import { startProductProcess } from '../../../sandbox/demo/product-process.ts';
import { createStopHandler } from '../../../sandbox/demo/stop-signals.ts';
import { getFreeBytes, MEGABYTE, requireFreeSpace } from '../../../sandbox/machine/resources.ts';
import { startChild } from '../../helpers/child-process.ts';

test('too little disk space is said before anything is written, with figures', (t) => {
  const folder = path.join(os.tmpdir(), 'vektra-not-there', 'deeper');
  t.true(getFreeBytes(folder) > 0);
  t.notThrows(() => requireFreeSpace(folder, MEGABYTE, 'the demo’s data'));
  const error = t.throws(() => requireFreeSpace(folder, 2 ** 60, 'the demo’s data'));
  t.regex(
    error.message,
    /^Not enough disk space: the demo’s data needs 1099511627776 MB, and \d+ MB are free in .*deeper\.$/,
  );
});

test('a process that cannot start says which settings are wrong', async (t) => {
  const lines: string[] = [];
  const started = startProductProcess('server', { PUBLIC_URL: 'not a URL' }, (line) =>
    lines.push(line),
  );
  t.teardown(started.stop);
  const error = await t.throwsAsync(started.whenReady);
  t.regex(error.message, /^server ended with 1\.\n.*PUBLIC_URL/s);
  t.true(lines.length > 0);
});

test('errors are in the log, and each kind is mentioned once', async (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vektra-log-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const mentioned: string[] = [];
  const log = createProcessLog(folder, (text) => mentioned.push(text));
  const failed = '{"level":"error","process":"worker","msg":"delivery.failed"}';
  const lines = [
    '{"level":"info","msg":"worker.ready"}',
    failed,
    failed,
    'a line that is not JSON',
    'null',
    '{"level":"fatal","msg":"process.crash"}',
  ];
  for (const line of lines) log.write('worker', line);
  await log.close();
  t.is(readFileSync(log.file, 'utf8'), `${lines.join('\n')}\n`);
  t.deepEqual(mentioned, [
    'worker logged an error: delivery.failed. Details are in the log.',
    'worker logged an error: process.crash. Details are in the log.',
  ]);
});

test('signals that come together are one key press, a later one ends at once', (t) => {
  const calls: string[] = [];
  let nowMs = 10;
  const handle = createStopHandler(
    { onStop: () => calls.push('stop'), onForce: () => calls.push('force') },
    () => nowMs,
  );
  handle();
  nowMs += 100;
  handle();
  t.deepEqual(calls, ['stop']);
  nowMs += 401;
  handle();
  t.deepEqual(calls, ['stop', 'force']);
});

test('an option that does not exist is refused with those that do', async (t) => {
  const demo = startChild(t, ['sandbox/demo.ts', '--prot', '1']);
  t.is(await demo.exited, 2);
  t.regex(demo.output(), /^Unknown option '--prot'.*--dashboard-port 3000/s);
  t.notRegex(demo.output(), /^ +at /m);
});
