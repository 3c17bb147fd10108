import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { regionBootstrapSql } from '../../tenancy/index.ts';
import { print } from './print.ts';

/** `vektra region …`: what a new region's database needs. Asks no database. */
export function registerRegionCommands(program: Command): void {
  program
    .command('region')
    .description('storage regions')
    .command('sql')
    .description('prints what a superuser runs once in a new region: roles and schema')
    .argument('<database>', "the region's database; letters, digits, - and _")
    .action((database: string, _options, command: Command) => {
      const password = () => randomBytes(24).toString('base64url');
      const passwords = { owner: password(), app: password(), mover: password() };
      const sql = regionBootstrapSql(database, passwords);
      print(command, { sql, passwords }, [
        '-- The passwords are new with each call; put them into REGION_<KEY>_URL (app), _MOVER_URL and _OWNER_URL.',
        sql,
      ]);
    });
}
