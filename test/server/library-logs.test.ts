import path from 'node:path';
import test from 'ava';
import { startApp } from '../helpers/app.ts';
import { startChild } from '../helpers/child-process.ts';
import { createProductionEnv } from '../helpers/start-command.ts';
import { pickCases } from '../helpers/test-matrix.ts';

const NOISE = path.join(import.meta.dirname, 'library-noise.ts');
const SECRET = /hunter2/;

for (const name of pickCases(['server', 'bot', 'worker'] as const, ['worker']))
  test(`what libraries say in a ${name} is lines of its log, without their words`, async (t) => {
    const app = await startApp(t, { processes: [] });
    const child = startChild(t, ['--import', NOISE, 'server/main.ts', name], {
      PATH: process.env.PATH,
      ...createProductionEnv(app),
    });
    await child.waitForOutput(`${name}.ready`);
    void child.stop('SIGUSR2');
    await child.waitForOutput('MaxListenersExceededWarning');
    void child.stop('SIGWINCH');
    t.is(await child.exited, 1, 'an error that nobody handles ends the process');
    t.notRegex(child.output(), SECRET);
    const lines = child
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    t.true(lines.every((line) => line.level && line.time && line.process === name && line.msg));
    const linesNamed = (msg: string) => lines.filter((line) => line.msg === msg);
    t.deepEqual(
      linesNamed('library.console').map(({ level }) => level),
      ['info', 'warn', 'error'],
    );
    t.true(linesNamed('library.console').every(({ at }) => /library-noise/.test(String(at))));
    const codes = linesNamed('library.warning').map(({ err }) => (err as { code: unknown }).code);
    for (const code of ['PG_WARNING', 'DEP_LIBRARY']) t.true(codes.includes(code), code);
    t.is(linesNamed('process.uncaught').length, 1);
  });
