import test from 'ava';
import { startApp } from '../helpers/app.ts';
import { startChild } from '../helpers/child-process.ts';

test('vektra files sweep shows what the next sweep would do, and erases nothing by itself', async (t) => {
  const app = await startApp(t, { processes: [], regions: ['eu-uk', 'us-west'] });
  const run = (...args: string[]) =>
    startChild(t, ['server/cli.ts', '--json', 'files', 'sweep', ...args], {
      PATH: process.env.PATH,
      ...app.variables,
    });
  const all = run('--dry-run');
  t.is(await all.exited, 0, all.output());
  const nothing = { erasedObjects: 0, abortedUploads: 0, missingFiles: 0, skippedGuilds: 0 };
  t.deepEqual(JSON.parse(all.output()), [
    { region: 'eu-uk', ...nothing },
    { region: 'us-west', ...nothing },
  ]);
  for (const refused of [run(), run('--dry-run', 'nowhere')]) t.is(await refused.exited, 1);
});
