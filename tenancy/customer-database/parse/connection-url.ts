import type { Engine } from '../../types.ts';
import { CustomerDatabaseError } from '../errors.ts';
import type { CustomerDatabase } from '../types.ts';
import {
  parseDatabaseName,
  parseHost,
  parsePassword,
  parsePort,
  parseUser,
} from './parse-fields.ts';
import { refusePlaceholders } from './placeholders.ts';
import { unwrapConnectionText } from './unwrap-connection-text.ts';
import { checkParameters } from './url-parameters.ts';

const MAX_LENGTH = 2_000;

const ENGINES: Record<string, Engine> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/** Printable ASCII without blanks and backslashes: parsers drop or fold everything else. */
const PRINTABLE_ASCII = /^[!-[\]-~]+$/;

/**
 * Scheme, authority, one path segment, query. No fragment: `#` begins one in the middle of a
 * password.
 */
const URL_PATTERN = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(?:\/([^/?#]*))?(\?[^#]*)?$/i;

const invalidUrl = (field: string | null = null) => new CustomerDatabaseError('URL', { field });

/** All but what proves the server. */
type DatabaseAddress = Omit<CustomerDatabase, 'ca' | 'pinnedFingerprint'>;

export interface ParsedUrl {
  database: DatabaseAddress;
  /** Names of parameters that change nothing, as they were typed. */
  ignoredParameters: string[];
}

/**
 * Reads the URL of a customer database, as it was copied. It is taken apart by strict rules of our
 * own, and by the WHATWG parser once more: what they do not agree on is refused. No driver ever sees
 * it.
 * @throws CustomerDatabaseError `URL`, `SCHEME`, `PLACEHOLDER`, `PARAM`, `TLS` or `ADDRESS`; it holds
 *   nothing of the text, but for the names of parameters
 */
export function parseCustomerDatabaseUrl(copiedText: string): ParsedUrl {
  if (copiedText.length > MAX_LENGTH) throw invalidUrl();
  const text = unwrapConnectionText(copiedText);
  if (!PRINTABLE_ASCII.test(text)) throw invalidUrl();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) throw invalidUrl();
  const engine = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  if (engine === undefined) throw new CustomerDatabaseError('SCHEME');

  const [, , authority = '', path = '', query = ''] = URL_PATTERN.exec(text) ?? [];
  const userInfoAndHost = authority.split('@');
  if (userInfoAndHost.length !== 2)
    throw invalidUrl(hasUnencodedPassword(text) ? 'password' : 'user');
  const [login = '', hostAndPortText = ''] = userInfoAndHost;
  const colon = login.indexOf(':');
  const user = colon === -1 ? login : login.slice(0, colon);
  const password = colon === -1 ? '' : login.slice(colon + 1);
  refusePlaceholders({ user, password, host: hostAndPortText.split(':')[0] ?? '', database: path });
  const { host, port } = hostAndPort(hostAndPortText, engine);
  const database = {
    engine,
    host,
    port,
    user: parseUser(decodeComponent(user, 'user')),
    password: parsePassword(decodeComponent(password, 'password')),
    database: parseDatabaseName(decodeComponent(path, 'database')),
  };
  const ignoredParameters = checkParameters(new URLSearchParams(query));
  if (!matchesWhatwgParser(text, database)) throw invalidUrl();
  return { database, ignoredParameters };
}

/**
 * Whether a character that ends the authority, or another `@`, is in front of the last `@`: it is in
 * the password then, where it must be percent-encoded.
 */
function hasUnencodedPassword(text: string): boolean {
  const afterScheme = text.slice(text.indexOf('://') + 3);
  const [beforeQuery = ''] = afterScheme.split('?');
  // In a query an `@` may be anything; in front of it, it ends the password.
  const end = beforeQuery.includes('@')
    ? beforeQuery.lastIndexOf('@')
    : afterScheme.lastIndexOf('@');
  const login = afterScheme.slice(0, Math.max(0, end));
  return /[#/?@]/.test(login) && login.includes(':');
}

function hostAndPort(text: string, engine: Engine): { host: string; port: number } {
  const [, host = '', port] = /^(\[[^[\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(text) ?? [];
  if (host === '') throw invalidUrl('host');
  if (port === '') throw invalidUrl('port');
  return { host: parseHost(host), port: parsePort(port ?? '', engine) };
}

function decodeComponent(text: string, field: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidUrl(field);
  }
}

/** Whether the WHATWG parser finds the same in it. */
function matchesWhatwgParser(text: string, parsed: DatabaseAddress): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1') === parsed.host &&
    (url.port === '' || Number(url.port) === parsed.port) &&
    decodeURIComponent(url.username) === parsed.user &&
    decodeURIComponent(url.password) === parsed.password &&
    decodeURIComponent(url.pathname) === `/${parsed.database}`
  );
}
