const DEFAULT_PATH = '/servers';
/** It is kept in a cookie; browsers drop larger ones. */
const MAX_LENGTH = 2_000;

/** Where to go after signing in: always one of our own paths. */
export function toSafeReturnPath(value: unknown): string {
  if (typeof value !== 'string' || !isLocalPath(value)) return DEFAULT_PATH;
  const { pathname, search } = new URL(value, BASE_ORIGIN);
  const path = pathname + search;
  // Reading a path can make another one of it (`/.//host` becomes `//host`): what comes out counts.
  return isLocalPath(path) && !/^\/auth(\/|$)/i.test(pathname) ? path : DEFAULT_PATH;
}

const BASE_ORIGIN = 'https://own.invalid';

/** Whether a browser that is sent there stays on the site that sent it. */
const isLocalPath = (path: string): boolean =>
  path.length <= MAX_LENGTH &&
  /^\/(?![/\\])/.test(path) &&
  URL.canParse(path, BASE_ORIGIN) &&
  new URL(path, BASE_ORIGIN).origin === BASE_ORIGIN;
