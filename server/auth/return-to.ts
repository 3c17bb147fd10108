const HOME = '/servers';
/** It is kept in a cookie; browsers drop larger ones. */
const MAX_LENGTH = 2_000;

/** Where to go after log-in: a path of ours, whatever a link says. */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !isOwnPath(value)) return HOME;
  const { pathname, search } = new URL(value, OWN);
  const path = pathname + search;
  // Reading a path can make another one of it (`/.//host` becomes `//host`): what comes out counts.
  return isOwnPath(path) && !/^\/auth(\/|$)/i.test(pathname) ? path : HOME;
}

const OWN = 'https://own.invalid';

/** Whether a browser that is sent there stays on the site that sent it. */
const isOwnPath = (path: string): boolean =>
  path.length <= MAX_LENGTH &&
  /^\/(?![/\\])/.test(path) &&
  URL.canParse(path, OWN) &&
  new URL(path, OWN).origin === OWN;
