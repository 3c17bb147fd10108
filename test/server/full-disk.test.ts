import { readdirSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { startApp } from '../helpers/app.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import { createProductionEnv, startCommand } from '../helpers/start-command.ts';

/** More than a session makes temporary files before the probe's own. */
const FILES = 20;

/**
 * A disk without room for the sessions of one database: the files into which they would sort are
 * /dev/full, where the kernel says ENOSPC to every write.
 */
async function createFullDisk(database: string) {
  const { rows: made } = await runAsSuperuser('SHOW data_directory');
  const folder = path.join(made[0].data_directory, 'base/pgsql_tmp');
  const links = new Set<string>();
  // Postgres makes the folder with its first temporary file.
  await runAsSuperuser(
    `SET work_mem = '64kB'; SELECT count(*) FROM (SELECT n FROM generate_series(1, 20000) n ORDER BY n DESC) sorted`,
  );
  return {
    async fill() {
      const { rows } = await runAsSuperuser(
        `SELECT pid FROM pg_stat_activity WHERE datname = '${database}'`,
      );
      const taken = new Set(readdirSync(folder));
      for (const { pid } of rows)
        for (let file = 0; file < FILES; file++) {
          const name = `pgsql_tmp${pid}.${file}`;
          if (taken.has(name)) continue;
          symlinkSync('/dev/full', path.join(folder, name));
          links.add(name);
        }
    },
    free() {
      const left = new Set(readdirSync(folder));
      for (const name of links) if (left.has(name)) unlinkSync(path.join(folder, name));
    },
  };
}

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
