/**
 * How long a role's statements wait for a lock unless their session says otherwise. The sessions
 * that Citus opens on workers know the role's settings only.
 */
const LOCK_TIMEOUT_MS = 4_000;

/**
 * What a superuser runs once in a region's new database: the three roles and the schema.
 * `vektra_app` owns nothing and bypasses nothing; `vektra_mover` passes row security, which COPY
 * needs. With `citus.propagate_set_commands` a Citus cluster's workers learn the guild of a
 * transaction; plain Postgres ignores it.
 * @param passwords of the three roles; letters, digits and `-_` only
 * @param database the region's database, where the owner may create the schema's objects
 */
export function regionBootstrapSql(
  database: string,
  passwords: { owner: string; app: string; mover: string },
): string {
  for (const identifier of [database, ...Object.values(passwords)])
    if (!/^[A-Za-z0-9_-]+$/.test(identifier))
      throw new Error('names and passwords: letters, digits, - and _');
  const role = (name: string, password: string, options = '') => `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name} LOGIN; END IF;
END $$;
ALTER ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE ${options} PASSWORD '${password}';
ALTER ROLE ${name} SET lock_timeout = ${LOCK_TIMEOUT_MS};
ALTER ROLE ${name} SET citus.propagate_set_commands = 'local';`;
  return `${role('vektra_owner', passwords.owner, 'NOBYPASSRLS')}
${role('vektra_app', passwords.app, 'NOBYPASSRLS')}
${role('vektra_mover', passwords.mover, 'BYPASSRLS')}
REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;
GRANT CONNECT ON DATABASE "${database}" TO vektra_owner, vektra_app, vektra_mover;
CREATE SCHEMA IF NOT EXISTS vektra AUTHORIZATION vektra_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA vektra TO vektra_app, vektra_mover;
`;
}
