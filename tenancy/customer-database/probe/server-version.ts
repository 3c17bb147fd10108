import { CustomerDatabaseError } from '../errors.ts';

/** Speak the protocol, but not SQL as the schema and the fence need it. */
const UNSUPPORTED_SERVERS =
  /cockroach|yugabyte|-yb-|redshift|tidb|oceanbase|vitess|clickhouse|singlestore|memsql/i;

/** A banner that is longer says nothing more about the version. */
const MAX_BANNER_LENGTH = 256;
const toBanner = (text: unknown): string => String(text).slice(0, MAX_BANNER_LENGTH);

function requireSupportedKind(banner: string): void {
  if (UNSUPPORTED_SERVERS.test(banner))
    throw new CustomerDatabaseError('UNSUPPORTED', { step: 'version' });
}

const unsupportedVersion = () => new CustomerDatabaseError('VERSION', { step: 'version' });

/**
 * The server's name and version in our words.
 * @param text of `version()`
 * @param number of `server_version_num`, e.g. `160003`
 * @throws CustomerDatabaseError `UNSUPPORTED` for another kind of database, `VERSION` unless it is
 *   PostgreSQL 13 or newer
 */
export function parsePostgresVersion(text: unknown, number: unknown): string {
  const banner = toBanner(text);
  const [, major, minor] = /^([1-9][0-9])([0-9]{4})$/.exec(String(number)) ?? [];
  requireSupportedKind(banner);
  if (!/^PostgreSQL /.test(banner)) throw unsupportedVersion();
  if (major === undefined || Number(major) < 13) throw unsupportedVersion();
  return `PostgreSQL ${major}.${Number(minor)}`;
}

/**
 * The same for MySQL from 8.0 and MariaDB from 10.6 on. MariaDB may put `5.5.5-` in front, for
 * replicas of long ago.
 * @param text of `VERSION()`
 */
export function parseMysqlVersion(text: unknown): string {
  const banner = toBanner(text);
  const version = /^(?:5\.5\.5-)?(\d{1,2})\.(\d{1,2})\.(\d{1,3})(?!\d)/.exec(banner);
  requireSupportedKind(banner);
  if (!version) throw unsupportedVersion();
  const [major = 0, minor = 0, patch = 0] = version.slice(1).map(Number);
  const isMariadb = /mariadb/i.test(banner);
  const [minMajor, minMinor] = isMariadb ? [10, 6] : [8, 0];
  if (major < minMajor || (major === minMajor && minor < minMinor)) throw unsupportedVersion();
  return `${isMariadb ? 'MariaDB' : 'MySQL'} ${major}.${minor}.${patch}`;
}
