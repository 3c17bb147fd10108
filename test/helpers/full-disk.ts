import { readdirSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { runAsSuperuser } from './postgres.ts';

/** More than a session makes temporary files before the probe's own. */
const FILES = 20;

/**
 * A disk without room for the sessions of one database: the files into which they would sort are
 * /dev/full, where the kernel says ENOSPC to every write.
 */
export async function createFullDisk(database: string) {
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
