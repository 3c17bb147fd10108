import { rename } from 'node:fs/promises';
import test from 'ava';
import { startApp } from '../helpers/app.ts';
import { createProductionEnv, startCommand } from '../helpers/start-command.ts';

test('a region whose files are away is reported, and the process stays ready', async (t) => {
  const app = await startApp(t, { processes: [] });
  const { variables } = app;
  const folder = variables.REGION_EU_UK_FILES_DIR ?? '';
  const server = startCommand(t, 'server', createProductionEnv(app));
  await server.waitForOutput('"service":"bucket eu-uk","state":"ok"');
  const readMetric = async (): Promise<string | undefined> => {
    const headers = { authorization: `Bearer ${variables.METRICS_TOKEN}` };
    const text = await (await fetch(`${app.url}/metrics`, { headers })).text();
    return /^vektra_bucket_up{region="eu-uk"} (\d)$/m.exec(text)?.[1];
  };
  t.is(await readMetric(), '1');
  await rename(folder, `${folder}-away`);
  await server.waitForOutput('"service":"bucket eu-uk","state":"unreachable"');
  t.is(await readMetric(), '0');
  t.is((await fetch(`${app.url}/readyz`)).status, 200);
  await rename(`${folder}-away`, folder);
  while ((await readMetric()) !== '1');
  t.is(await server.stop(), 0);
});
