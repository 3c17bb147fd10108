import { type ObjectStoreConfig, objectStoreFromEnv } from './files/store/index.ts';
import { type PostgresAddress, parseOperatorUrl } from './pools/operator-url.ts';
import type { PoolLimits } from './pools/postgres.ts';

/** A storage region: one managed cluster, reached by three roles (see docs/operating.md). */
export interface RegionConfig {
  /** Stands in the registry and in addresses, e.g. `eu-uk`. */
  key: string;
  /** What people read, e.g. `Europe (UK)`. */
  name: string;
  /** Row security applies; all acts for guilds go by it. */
  app: PostgresAddress;
  /** Passes row security; provisioning, moves and removals only. */
  mover: PostgresAddress;
  /** Its position on the map, degrees; null if not configured. */
  latitude?: number | null;
  longitude?: number | null;
  /** Where artists' files are kept; null or absent in a process that does not touch them. */
  files?: ObjectStoreConfig | null;
}

/** Of customer databases. */
export interface CustomerDatabaseConfig {
  /** Addresses that are allowed although they are not public: `10.1.0.0/16`, `10.1.0.7:5432`. */
  allowedAddresses: readonly string[];
  /** Where our connections come from, for other people's firewalls: addresses or CIDRs. */
  egressAddresses: readonly string[];
  /** Sockets at most, in this process. */
  maxSockets: number;
  /** ms that an operation waits for a connection to its guild's database. */
  acquireMs: number;
  /** ms between a move's switch and the erasure of the old copy. */
  observeMs: number;
}

export interface TenancyConfig {
  control: PostgresAddress;
  /** The first one is where new guilds go unless they choose. */
  regions: readonly RegionConfig[];
  /** Of the control database's and of each region's pool, in this process. */
  poolLimits?: Partial<PoolLimits>;
  customerDatabases?: Partial<CustomerDatabaseConfig>;
  /** Vault's host: no own database is looked for there. */
  vault?: { host: string; port: number };
}

/** What the names of a region's variables begin with, e.g. `REGION_EU_UK`. */
export const regionEnvPrefix = (key: string): string =>
  `REGION_${key.toUpperCase().replaceAll('-', '_')}`;

/** A region as migrations need it: its owner alone. */
export interface RegionOwnerConfig {
  key: string;
  owner: PostgresAddress;
}

/**
 * Reads what migrations need of a region's settings.
 * @throws Error that names the setting
 */
export function regionOwnerFromEnv(
  key: string,
  env: Record<string, string | undefined>,
): RegionOwnerConfig {
  const name = `${checkedEnvPrefix(key)}_OWNER_URL`;
  const value = env[name];
  if (!value) throw new Error(`${name} is missing`);
  return { key, owner: parseOperatorUrl(name, value) };
}

function checkedEnvPrefix(key: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))
    throw new Error(`REGIONS: "${key}" must be lower-case letters, digits and dashes`);
  return regionEnvPrefix(key);
}

/**
 * Reads a region's settings.
 * @param env holds `REGION_<KEY>_NAME`, `_URL` (app), `_MOVER_URL`, `_LATITUDE`, `_LONGITUDE`, and
 *   `_S3_…` or `_FILES_DIR`
 * @param options.requiresFiles whether the process cannot do without a place for files
 * @throws Error that names the setting
 */
export function regionFromEnv(
  key: string,
  env: Record<string, string | undefined>,
  { requiresFiles = false }: { requiresFiles?: boolean } = {},
): RegionConfig {
  const prefix = checkedEnvPrefix(key);
  const readAddress = (suffix: string) => {
    const name = `${prefix}${suffix}`;
    const value = env[name];
    if (!value) throw new Error(`${name} is missing`);
    return parseOperatorUrl(name, value);
  };
  const readDegrees = (suffix: string, max: number): number | null => {
    const text = env[`${prefix}${suffix}`];
    if (!text) return null;
    const value = Number(text);
    if (!(Math.abs(value) <= max))
      throw new Error(`${prefix}${suffix} must be degrees, ${-max} to ${max}`);
    return value;
  };
  const readFiles = (): ObjectStoreConfig | null => {
    const files = objectStoreFromEnv(prefix, env);
    if (files || !requiresFiles) return files;
    throw new Error(`${prefix}_S3_ENDPOINT (or ${prefix}_FILES_DIR) is missing: a place for files`);
  };
  return {
    key,
    latitude: readDegrees('_LATITUDE', 90),
    longitude: readDegrees('_LONGITUDE', 180),
    name: env[`${prefix}_NAME`] || key,
    app: readAddress('_URL'),
    mover: readAddress('_MOVER_URL'),
    files: readFiles(),
  };
}
