import type { Engine } from '../types.ts';
import { OwnDatabaseError } from './errors.ts';
import { databasePart, hostPart, passwordPart, portPart, userPart } from './parts.ts';
import type { OwnDatabase } from './types.ts';
import { checkParameters } from './url-parameters.ts';

const MAX_LENGTH = 2_000;

const ENGINES: Record<string, Engine> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/** Printable ASCII without blanks and backslashes: parsers drop or fold everything else. */
const PLAIN = /^[!-[\]-~]+$/;

/** Scheme, authority, one path segment, query. No fragment: `#` begins one in the middle of a password. */
const SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(?:\/([^/?#]*))?(\?[^#]*)?$/i;

const wrong = (field: string | null = null) => new OwnDatabaseError('URL', { field });

/**
 * Reads the URL of an own database. It is taken apart by strict rules of our own, and by the WHATWG
 * parser once more: what they do not agree on is refused. No driver ever sees it.
 * @throws OwnDatabaseError `URL`, `SCHEME`, `PARAM`, `TLS` or `ADDRESS`; it holds nothing of the text,
 *   but for the name of a parameter
 */
export function parseOwnUrl(text: string): Omit<OwnDatabase, 'ca'> {
  if (text.length > MAX_LENGTH || !PLAIN.test(text)) throw wrong();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) throw wrong();
  const engine = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  if (engine === undefined) throw new OwnDatabaseError('SCHEME');

  const [, , authority = '', path = '', query = ''] = SHAPE.exec(text) ?? [];
  const at = authority.split('@');
  if (at.length !== 2) throw wrong(at.length === 1 ? 'user' : null);
  const [login = '', place = ''] = at;
  const { host, port } = hostAndPort(place, engine);
  const colon = login.indexOf(':');
  const found = {
    engine,
    host,
    port,
    user: userPart(decoded(colon === -1 ? login : login.slice(0, colon), 'user')),
    password: passwordPart(decoded(colon === -1 ? '' : login.slice(colon + 1), 'password')),
    database: databasePart(decoded(path, 'database')),
  };
  checkParameters(new URLSearchParams(query));
  if (!agrees(text, found)) throw wrong();
  return found;
}

function hostAndPort(place: string, engine: Engine): { host: string; port: number } {
  const [, host = '', port] = /^(\[[^[\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(place) ?? [];
  if (host === '') throw wrong('host');
  if (port === '') throw wrong('port');
  return { host: hostPart(host), port: portPart(port ?? '', engine) };
}

function decoded(text: string, field: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong(field);
  }
}

/** Whether the WHATWG parser finds the same in it. */
function agrees(text: string, found: Omit<OwnDatabase, 'ca'>): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1') === found.host &&
    (url.port === '' || Number(url.port) === found.port) &&
    decodeURIComponent(url.username) === found.user &&
    decodeURIComponent(url.password) === found.password &&
    decodeURIComponent(url.pathname) === `/${found.database}`
  );
}
