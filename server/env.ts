import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import {
  isSameStore,
  parseOperatorUrl,
  type RegionConfig,
  type RegionOwnerConfig,
  regionFromEnv,
  regionOwnerFromEnv,
} from '../tenancy/index.ts';

const missingMessage = (what: string) => `is missing: ${what}`;
const requiredText = (what: string) => z.string(missingMessage(what)).min(1, missingMessage(what));
const isHttp = (value: string) => /^https?:\/\/[^/]/.test(value) && URL.canParse(value);
const baseUrl = (what: string) =>
  requiredText(what)
    .refine(isHttp, 'must be an http:// or https:// URL')
    .refine((value) => !isHttp(value) || new URL(value).pathname === '/', 'must not have a path')
    .refine((value) => !/[?#@]/.test(value), 'must not have a query, a fragment or credentials')
    .transform((value) => (value.endsWith('/') ? value.slice(0, -1) : value));
const integer = (fallback: number, min = 1) =>
  z.coerce.number('must be a number').int('must be a whole number').min(min).default(fallback);
const commaSeparated = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  );

/** How many proxies are trusted. Earlier versions knew `true` (one) and `false` (none). */
const proxyCount = z
  .string()
  .regex(/^(true|false|[0-9]|10)$/, 'must be a number of proxies, 0 to 10')
  .default('0')
  .transform((value) => ({ true: 1, false: 0 })[value] ?? Number(value));

const ALLOWED_ADDRESS = /^[0-9a-fA-F.:]+\/[0-9]{1,3}$|^\[?[0-9a-fA-F.:]+\]?:[0-9]{1,5}$/;

const allowedAddresses = commaSeparated.refine(
  (entries) => entries.every((entry) => ALLOWED_ADDRESS.test(entry)),
  'must be CIDRs or ip:port, separated by commas',
);

const skuIds = commaSeparated.refine(
  (ids) => ids.every((id) => /^[0-9]{15,20}$/.test(id)),
  'must be SKU IDs, separated by commas',
);

const price = z.string().max(60, 'must have at most 60 characters').default('');

/**
 * Every variable, its rule and its default. `.env.example` explains them; a test compares the two.
 */
const schema = z.object({
  NODE_ENV: z.enum(['production', 'development']).default('production'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  PORT: integer(3000, 0),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: baseUrl('the address people open the dashboard at'),
  ALLOW_HTTP: z.enum(['true', 'false']).default('false'),
  SESSION_SECRET: requiredText('at least 32 random characters').refine(
    (value) => value.length >= 32,
    'must have at least 32 characters',
  ),
  TRUST_PROXY: proxyCount,
  RATE_LIMIT_PER_MINUTE: integer(600),
  METRICS_TOKEN: z.string().default(''),
  HEALTH_PORT: integer(0, 0),
  SUPPORT_ADDRESS: z
    .union([z.email(), z.url({ protocol: /^https?$/ })], 'must be an e-mail address or a URL')
    .default('support@vektra.example'),
  SUPPORT_INVITE: z
    .union([z.literal(''), z.url({ protocol: /^https$/ })], 'must be an https: URL')
    .default(''),
  SKU_STARTER: skuIds,
  SKU_PRO: skuIds,
  SKU_PRO_PLUS: skuIds,
  PRICE_STARTER: price,
  PRICE_PRO: price,
  PRICE_PRO_PLUS: price,
  TRIAL_DAYS: integer(14, 0),
  OPERATORS: commaSeparated.refine(
    (ids) => ids.every((id) => /^[0-9]{15,20}$/.test(id)),
    'must be Discord user IDs, separated by commas',
  ),
  DISCORD_TOKEN: requiredText("the bot's token"),
  DISCORD_CLIENT_ID: requiredText("the application's ID").regex(
    /^[0-9]{15,20}$/,
    'must be a Discord ID',
  ),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^([0-9a-f]{64})?$/i, "must be the application's public key, 64 hexadecimal digits")
    .default(''),
  DISCORD_CLIENT_SECRET: requiredText("the application's OAuth secret"),
  DISCORD_URL: baseUrl('Discord').default('https://discord.com'),
  DISCORD_CDN_URL: baseUrl("Discord's CDN").default('https://cdn.discordapp.com'),
  DISCORD_REST_BUDGET: integer(45),
  DISCORD_REST_PER_SECOND: integer(0, 0),
  BOT_SHARDS: z
    .string()
    .regex(/^(\d{1,5}-\d{1,5}\/\d{1,5})?$/, 'must look like 0-3/8')
    .refine((value) => {
      const [first = 0, last = 0, count = 1] = value.split(/[-/]/).map(Number);
      return value === '' || (first <= last && last < count);
    }, 'must look like 0-3/8: first shard, last shard, total number of shards')
    .default(''),
  CONTROL_DATABASE_URL: requiredText('the control database'),
  REGIONS: commaSeparated
    .refine((keys) => keys.length > 0, missingMessage('the storage regions, e.g. eu-uk'))
    .refine((keys) => new Set(keys).size === keys.length, 'must list each region only once'),
  POOL_MAX: integer(10),
  POOL_TIMEOUT_MS: integer(2_000, 100),
  VAULT_ADDR: baseUrl("Vault's address"),
  VAULT_TOKEN: z.string().default(''),
  VAULT_ROLE_ID: z.string().default(''),
  VAULT_SECRET_ID: z.string().default(''),
  VAULT_SECRET_ID_FILE: z.string().default(''),
  OWN_DATABASE_ALLOW: allowedAddresses,
  EGRESS_ALLOW: allowedAddresses,
  TRACK_INFO: z.enum(['true', 'false']).default('true'),
  OWN_DATABASE_EGRESS: commaSeparated.refine(
    (entries) => entries.every((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)),
    'must be IP addresses or CIDRs, separated by commas',
  ),
  OWN_DATABASE_SOCKETS: integer(300),
  MOVE_OBSERVE_MINUTES: integer(1_440),
  WORKER_CONCURRENCY: integer(8),
  MOVE_CONCURRENCY: integer(2),
  FILE_CONCURRENCY: integer(2),
  FILE_LEASE_MS: integer(120_000, 1_000),
  OUTBOX_LEASE_MS: integer(60_000, 500),
  OUTBOX_SWEEP_MS: integer(10_000, 100),
});

/** A process, or the operator's command line. */
export type ProcessRole = 'server' | 'bot' | 'worker' | 'cli';

const ALL_PROCESSES: readonly ProcessRole[] = ['server', 'bot', 'worker'];
/**
 * Which processes need a variable that has no default: no process holds secrets it does not use.
 */
const REQUIRED_BY: Partial<Record<keyof typeof schema.shape, readonly ProcessRole[]>> = {
  PUBLIC_URL: ALL_PROCESSES,
  SESSION_SECRET: ['server'],
  DISCORD_TOKEN: ALL_PROCESSES,
  DISCORD_CLIENT_ID: ALL_PROCESSES,
  DISCORD_CLIENT_SECRET: ['server'],
  VAULT_ADDR: ALL_PROCESSES,
};

/** Which processes need a place for files in each region. */
const FILES_REQUIRED_BY: readonly ProcessRole[] = ['server', 'worker'];

export type Env = z.output<typeof schema> & {
  control: ReturnType<typeof parseOperatorUrl>;
  regions: RegionConfig[];
};

/**
 * What `npm run migrate` needs: the owner roles' connection strings, nothing of Discord or Vault.
 */
export interface MigrationEnv {
  control: ReturnType<typeof parseOperatorUrl>;
  regions: RegionOwnerConfig[];
}

/** What registering the Discord commands needs. */
export type CommandsEnv = Pick<Env, 'DISCORD_TOKEN' | 'DISCORD_CLIENT_ID' | 'DISCORD_URL'>;

/** The names of all plain variables; regions add `REGION_<KEY>_…`. */
export const ENV_NAMES = Object.keys(schema.shape);

/** Variables are missing or invalid; the message names each of them, never a value. */
export class EnvError extends Error {
  override name = 'EnvError';
}

type EnvSource = Record<string, string | undefined>;

/** Reads variables and collects every problem, so that one error reports them all. */
class EnvReader {
  readonly problems: string[] = [];
  /** Empty variables count as unset: compose files and shells leave them behind. */
  readonly variables: EnvSource;

  constructor(source: EnvSource) {
    this.variables = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  }

  parse<S extends z.ZodType>(shape: S): z.output<S> | null {
    const result = shape.safeParse(this.variables);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues)
      this.problems.push(`${path.join('.')} ${message}`);
    return null;
  }

  tryRead<T>(read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      this.problems.push((error as Error).message);
      return null;
    }
  }

  control(): ReturnType<typeof parseOperatorUrl> | null {
    const { CONTROL_DATABASE_URL: text } = this.variables;
    return text ? this.tryRead(() => parseOperatorUrl('CONTROL_DATABASE_URL', text)) : null;
  }

  regions<T>(read: (key: string, env: EnvSource) => T): T[] {
    const keys = (this.variables.REGIONS ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean);
    const found = [...new Set(keys)].map((key) => this.tryRead(() => read(key, this.variables)));
    return found.filter((region) => region !== null) as T[];
  }

  /** @throws EnvError when anything was wrong */
  throwIfInvalid(): void {
    if (this.problems.length === 0) return;
    throw new EnvError(
      [
        'Some environment variables are missing or invalid:',
        ...this.problems.map((each) => `  ${each}`),
      ].join('\n'),
    );
  }
}

/**
 * Reads and checks the whole environment of a process at once.
 * @throws EnvError naming each variable and what is wrong with it
 */
export function readEnv(source: EnvSource, role: ProcessRole = 'server'): Env {
  const reader = new EnvReader(source);
  const optionalVariables = Object.entries(REQUIRED_BY)
    .filter(([name, roles]) => !roles.includes(role) && reader.variables[name] === undefined)
    .map(([name]) => [name, z.string().default('')] as const);
  const effectiveSchema = schema.extend(
    Object.fromEntries(optionalVariables),
  ) as unknown as typeof schema;
  const data = reader.parse(effectiveSchema);
  const control = reader.control();
  const requiresFiles = FILES_REQUIRED_BY.includes(role);
  const regions = reader.regions((key, env) => regionFromEnv(key, env, { requiresFiles }));
  reader.problems.push(...findSharedStores(regions));
  const { variables } = reader;
  if (
    data?.NODE_ENV === 'production' &&
    data.PUBLIC_URL.startsWith('http:') &&
    data.ALLOW_HTTP === 'false'
  )
    reader.problems.push('PUBLIC_URL must use https; set ALLOW_HTTP=true to allow http');
  const hasVaultLogin =
    variables.VAULT_TOKEN ??
    (variables.VAULT_ROLE_ID && (variables.VAULT_SECRET_ID ?? variables.VAULT_SECRET_ID_FILE));
  if (!hasVaultLogin && (role !== 'cli' || variables.VAULT_ADDR))
    reader.problems.push(
      'VAULT_ROLE_ID and VAULT_SECRET_ID (or VAULT_SECRET_ID_FILE) are missing; VAULT_TOKEN works instead',
    );
  reader.throwIfInvalid();
  return { ...(data as z.output<typeof schema>), control: control as Env['control'], regions };
}

/** What removes leftovers in one region's store would remove the other's files. */
function findSharedStores(regions: readonly RegionConfig[]): string[] {
  return regions.flatMap(({ key, files }, index) => {
    const other = regions
      .slice(0, index)
      .find((each) => files && each.files && isSameStore(files, each.files));
    return other ? [`REGIONS: ${other.key} and ${key} keep their files in one place`] : [];
  });
}

/** @throws EnvError */
export function readMigrationEnv(source: EnvSource): MigrationEnv {
  const reader = new EnvReader(source);
  reader.parse(schema.pick({ CONTROL_DATABASE_URL: true, REGIONS: true }));
  const control = reader.control();
  const regions = reader.regions(regionOwnerFromEnv);
  reader.throwIfInvalid();
  return { control: control as Env['control'], regions };
}

/** @throws EnvError */
export function readCommandsEnv(source: EnvSource): CommandsEnv {
  const reader = new EnvReader(source);
  const data = reader.parse(
    schema.pick({ DISCORD_TOKEN: true, DISCORD_CLIENT_ID: true, DISCORD_URL: true }),
  );
  reader.throwIfInvalid();
  return data as CommandsEnv;
}
