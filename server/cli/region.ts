import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { regionBootstrapSql } from '../../tenancy/index.ts';
import { print } from './print.ts';

/** `vektra region …`: what a new region's database needs. Connects to no database. */
export function registerRegionCommands(program: Command): void {
  program
    .command('region')
    .description('manage storage regions')
    .command('sql')
    .description('print the SQL that a superuser runs once in a new region: roles and schema')
    .argument('<database>', "name of the region's database: letters, digits, - and _")
    .action((database: string, _options, command: Command) => {
      const password = () => randomBytes(24).toString('base64url');
      const passwords = { owner: password(), app: password(), mover: password() };
      const sql = regionBootstrapSql(database, passwords);
      print(command, { sql, passwords }, [
        '-- Passwords are new on every run. Put them into REGION_<KEY>_URL (app), _MOVER_URL and _OWNER_URL.',
        sql,
      ]);
    });
}
