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

/**
 * Reads the URL of a customer database. It is taken apart by strict rules of our own, and by the
 * WHATWG parser once more: what they do not agree on is refused. No driver ever sees it.
 * @throws CustomerDatabaseError `URL`, `SCHEME`, `PARAM`, `TLS` or `ADDRESS`; it holds nothing of
 *   the text, but for the name of a parameter
 */
export function parseCustomerDatabaseUrl(text: string): Omit<CustomerDatabase, 'ca'> {
  if (text.length > MAX_LENGTH || !PRINTABLE_ASCII.test(text)) throw invalidUrl();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) throw invalidUrl();
  const engine = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  if (engine === undefined) throw new CustomerDatabaseError('SCHEME');

  const [, , authority = '', path = '', query = ''] = URL_PATTERN.exec(text) ?? [];
  const userInfoAndHost = authority.split('@');
  if (userInfoAndHost.length !== 2) throw invalidUrl(userInfoAndHost.length === 1 ? 'user' : null);
  const [login = '', hostAndPortText = ''] = userInfoAndHost;
  const { host, port } = hostAndPort(hostAndPortText, engine);
  const colon = login.indexOf(':');
  const parsed = {
    engine,
    host,
    port,
    user: parseUser(decodeComponent(colon === -1 ? login : login.slice(0, colon), 'user')),
    password: parsePassword(
      decodeComponent(colon === -1 ? '' : login.slice(colon + 1), 'password'),
    ),
    database: parseDatabaseName(decodeComponent(path, 'database')),
  };
  checkParameters(new URLSearchParams(query));
  if (!matchesWhatwgParser(text, parsed)) throw invalidUrl();
  return parsed;
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
function matchesWhatwgParser(text: string, parsed: Omit<CustomerDatabase, 'ca'>): boolean {
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
