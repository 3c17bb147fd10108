import { randomInt } from 'node:crypto';
import type pg from 'pg';
import type { RegionConfig, TenancyConfig } from '../config.ts';
import { regionEnvPrefix } from '../config.ts';
import { getDriverCode } from '../errors.ts';
import { connectSetting } from './connect-setting.ts';
import { type Finding, misconfiguredFinding, okFinding, unreachableFinding } from './finding.ts';

interface OpenConnection {
  setting: string;
  client: pg.Client;
}

/**
 * Checks the databases of a configuration by using them: that each role is the one it should be,
 * that row security holds for the app role, and that no database is configured twice.
 */
export async function checkDatabases(
  config: Pick<TenancyConfig, 'control' | 'regions'>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const connections: OpenConnection[] = [];
  const open = async (
    setting: string,
    address: TenancyConfig['control'],
    check: (client: pg.Client) => Promise<string | null>,
  ) => {
    const result = await connectSetting(setting, address);
    if ('finding' in result) return void findings.push(result.finding);
    connections.push({ setting, client: result.client });
    const message = await check(result.client).catch((error: unknown) => error);
    if (typeof message === 'string') findings.push(misconfiguredFinding(setting, message));
    else if (message === null) findings.push(okFinding(setting));
    else
      findings.push(
        unreachableFinding(
          setting,
          `could not be checked (${getDriverCode(message) ?? 'timeout'})`,
        ),
      );
  };
  try {
    await Promise.all([
      open('CONTROL_DATABASE_URL', config.control, async () => null),
      ...config.regions.flatMap((region) => {
        const prefix = regionEnvPrefix(region.key);
        return [
          open(`${prefix}_URL`, region.app, findAppRoleProblem),
          open(`${prefix}_MOVER_URL`, region.mover, findMoverRoleProblem),
        ];
      }),
    ]);
    findings.push(...(await checkDistinctDatabases(connections, config.regions)));
  } finally {
    await Promise.all(connections.map(({ client }) => client.end().catch(() => {})));
  }
  return findings;
}

const ROLE = `
  SELECT r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
         pg_has_role(r.oid, n.nspowner, 'MEMBER') AS owns,
         EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
                    AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owns_table
    FROM pg_roles r CROSS JOIN (SELECT oid, nspowner FROM pg_namespace WHERE nspname = 'vektra') n
   WHERE r.rolname = current_user`;

/**
 * Tables of guilds' rows on which row security is not forced; `outbox_due` is read across guilds,
 * and holds ids and times alone.
 */
const OPEN_TABLES = `
  SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = 'vektra' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
     AND c.relname <> 'outbox_due'
     AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'guild_id')`;

const NO_SCHEMA =
  'leads to a database without the schema "vektra", or whose role may not use it; `vektra region sql` prints what makes it';

async function readRole(client: pg.Client) {
  const { rows } = await client.query(ROLE);
  return rows[0] as
    | { superuser: boolean; bypasses: boolean; owns: boolean; owns_table: boolean }
    | undefined;
}

async function findAppRoleProblem(client: pg.Client): Promise<string | null> {
  const role = await readRole(client);
  if (!role) return NO_SCHEMA;
  if (role.superuser || role.bypasses)
    return 'names a role that passes row security: every server could read every other; it must be the app role';
  if (role.owns || role.owns_table)
    return "names the role that owns the tables; it must be the app role, and the owner's is for migrations";
  const { rows } = await client.query(OPEN_TABLES);
  if (rows.length > 0)
    return `leads to a database where row security is not forced on: ${rows.map(({ relname }) => relname).join(', ')}`;
  return null;
}

async function findMoverRoleProblem(client: pg.Client): Promise<string | null> {
  const role = await readRole(client);
  if (!role) return NO_SCHEMA;
  if (role.superuser) return 'names a superuser; it must be the mover role';
  if (!role.bypasses)
    return 'names a role that does not pass row security (BYPASSRLS); it must be the mover role';
  return null;
}

/**
 * Whether connections lead to the same database or not: a lock of one is seen by the others of the
 * same database, whatever host name they came by.
 */
async function checkDistinctDatabases(
  connections: readonly OpenConnection[],
  regions: readonly RegionConfig[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const settingsByDatabase = [
    ['CONTROL_DATABASE_URL'],
    ...regions.map(({ key }) => [
      `${regionEnvPrefix(key)}_URL`,
      `${regionEnvPrefix(key)}_MOVER_URL`,
    ]),
  ];
  const databaseIndexOf = (setting: string) =>
    settingsByDatabase.findIndex((names) => names.includes(setting));
  // In the order of the settings, not of who answered first.
  const settingNames = settingsByDatabase.flat();
  const ordered = connections.toSorted(
    (a, b) => settingNames.indexOf(a.setting) - settingNames.indexOf(b.setting),
  );
  for (const [index, first] of ordered.entries()) {
    const lock = randomInt(2 ** 40);
    try {
      await first.client.query('SELECT pg_advisory_lock($1)', [lock]);
      for (const second of ordered.slice(index + 1)) {
        const { rows } = await second.client.query('SELECT pg_try_advisory_lock($1) AS free', [
          lock,
        ]);
        const isSame = rows[0].free === false;
        if (!isSame) await second.client.query('SELECT pg_advisory_unlock($1)', [lock]);
        const settings = `${first.setting}, ${second.setting}`;
        if (databaseIndexOf(first.setting) !== databaseIndexOf(second.setting) && isSame)
          findings.push(
            misconfiguredFinding(
              settings,
              'lead to one database; each region and the control database need one',
            ),
          );
        if (databaseIndexOf(first.setting) === databaseIndexOf(second.setting) && !isSame)
          findings.push(
            misconfiguredFinding(settings, "lead to two databases; a region's roles share one"),
          );
      }
    } catch (error) {
      findings.push(
        unreachableFinding(
          first.setting,
          `could not be compared (${getDriverCode(error) ?? 'timeout'})`,
        ),
      );
    }
  }
  return findings;
}
