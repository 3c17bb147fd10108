import test from 'ava';
import { startApp } from '../helpers/app.ts';
import { createFullDisk } from '../helpers/full-disk.ts';
import { createProductionEnv, startCommand } from '../helpers/start-command.ts';

test('a region whose disk is full is reported, and the process stays ready', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { variables } = app;
  const disk = await createFullDisk(new URL(variables.REGION_EU_UK_URL ?? '').pathname.slice(1));
  t.teardown(disk.free);
  const server = startCommand(t, 'server', createProductionEnv(app));
  await server.waitForOutput('"service":"eu-uk","state":"ok"');
  const writable = async (): Promise<string | undefined> => {
    const headers = { authorization: `Bearer ${variables.METRICS_TOKEN}` };
    const text = await (await fetch(`${app.url}/metrics`, { headers })).text();
    return /^vektra_database_writable{database="eu-uk"} (\d)$/m.exec(text)?.[1];
  };
  t.is(await writable(), '1');
  // A file is removed when its sort has failed: the next look needs another one.
  while ((await writable()) !== '0') await disk.fill();
  await server.waitForOutput('"service":"eu-uk","state":"full"');
  t.is((await fetch(`${app.url}/readyz`)).status, 200);
  t.notRegex(server.output(), /"service":"control","state":"full"/);
  disk.free();
  while ((await writable()) !== '1');
  t.is(await server.stop(), 0);
});
