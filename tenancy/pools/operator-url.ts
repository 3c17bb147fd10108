/** Connection options for a database that the operator configured. */
export interface PostgresAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Verified TLS unless the operator said `sslmode=disable` (a cluster on the same host). */
  tls: boolean;
}

/**
 * Reads an operator's Postgres URL. A driver never sees it: drivers take hosts, files and nested
 * URLs from query parameters. Only `sslmode` is known here.
 * @param name the setting's name, for messages
 * @throws Error that names the setting and the rule, never the value
 */
export function parseOperatorUrl(name: string, text: string): PostgresAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`${name} is not a URL`);
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    throw new Error(`${name} must begin with postgres://`);
  for (const parameter of url.searchParams.keys())
    if (parameter !== 'sslmode')
      throw new Error(`${name}: parameter "${parameter}" is not supported`);
  const sslmode = url.searchParams.get('sslmode') ?? 'verify-full';
  if (sslmode !== 'verify-full' && sslmode !== 'disable')
    throw new Error(`${name}: sslmode must be verify-full or disable`);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!url.hostname || !database || !url.username)
    throw new Error(`${name} must have a host, a user and a database`);
  return {
    host: url.hostname,
    port: url.port ? Number(url.port) : 5432,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    tls: sslmode === 'verify-full',
  };
}
