import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import {
  parseOperatorUrl,
  type RegionConfig,
  type RegionOwner,
  regionFromEnv,
  regionOwnerFromEnv,
} from '../tenancy/index.ts';

const missing = (what: string) => `is missing: ${what}`;
const text = (what: string) => z.string(missing(what)).min(1, missing(what));
const isHttp = (value: string) => /^https?:\/\/[^/]/.test(value) && URL.canParse(value);
const url = (what: string) =>
  text(what)
    .refine(isHttp, 'must be a URL that begins with http:// or https://')
    .refine((value) => !isHttp(value) || new URL(value).pathname === '/', 'must have no path')
    .refine((value) => !/[?#@]/.test(value), 'must have nothing behind its host and port')
    .transform((value) => (value.endsWith('/') ? value.slice(0, -1) : value));
const whole = (fallback: number, min = 1) =>
  z.coerce.number('is not a number').int('is not a whole number').min(min).default(fallback);
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  );

/** How many proxies are trusted; `true` and `false` are what it was before it was a number. */
const proxies = z
  .string()
  .regex(/^(true|false|[0-9]|10)$/, 'must be a number of proxies, 0 to 10')
  .default('0')
  .transform((value) => ({ true: 1, false: 0 })[value] ?? Number(value));

const ALLOWED_ADDRESS = /^[0-9a-fA-F.:]+\/[0-9]{1,3}$|^\[?[0-9a-fA-F.:]+\]?:[0-9]{1,5}$/;

/** Every variable, its rule and its default. `.env.example` explains them; a test compares the two. */
const schema = z.object({
  NODE_ENV: z.enum(['production', 'development']).default('production'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  PORT: whole(3000, 0),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: url('the address people open the dashboard at'),
  ALLOW_HTTP: z.enum(['true', 'false']).default('false'),
  SESSION_SECRET: text('at least 32 random characters').refine(
    (value) => value.length >= 32,
    'must have at least 32 characters',
  ),
  TRUST_PROXY: proxies,
  RATE_LIMIT_PER_MINUTE: whole(600),
  METRICS_TOKEN: z.string().default(''),
  HEALTH_PORT: whole(0, 0),
  SUPPORT_ADDRESS: z.string().default('support@vektra.example'),
  OPERATORS: list.refine(
    (ids) => ids.every((id) => /^[0-9]{15,20}$/.test(id)),
    'must be Discord user ids, separated by commas',
  ),
  DISCORD_TOKEN: text("the bot's token"),
  DISCORD_CLIENT_ID: text("the application's id").regex(/^[0-9]{15,20}$/, 'is not an id'),
  DISCORD_CLIENT_SECRET: text("the application's OAuth secret"),
  DISCORD_URL: url('Discord').default('https://discord.com'),
  DISCORD_CDN_URL: url("Discord's CDN").default('https://cdn.discordapp.com'),
  DISCORD_REST_PER_SECOND: whole(15),
  BOT_SHARDS: z
    .string()
    .regex(/^(\d{1,5}-\d{1,5}\/\d{1,5})?$/, 'must be like 0-3/8')
    .refine((value) => {
      const [first = 0, last = 0, count = 1] = value.split(/[-/]/).map(Number);
      return value === '' || (first <= last && last < count);
    }, 'must be like 0-3/8: the first, the last, and how many there are in all')
    .default(''),
  CONTROL_DATABASE_URL: text('the control database'),
  REGIONS: list
    .refine((keys) => keys.length > 0, missing('the storage regions, e.g. eu-uk'))
    .refine((keys) => new Set(keys).size === keys.length, 'must name each region once'),
  POOL_MAX: whole(10),
  POOL_TIMEOUT_MS: whole(2_000, 100),
  VAULT_ADDR: url("Vault's address"),
  VAULT_TOKEN: z.string().default(''),
  VAULT_ROLE_ID: z.string().default(''),
  VAULT_SECRET_ID: z.string().default(''),
  VAULT_SECRET_ID_FILE: z.string().default(''),
  OWN_DATABASE_ALLOW: list.refine(
    (entries) => entries.every((entry) => ALLOWED_ADDRESS.test(entry)),
    'must be CIDRs or ip:port, separated by commas',
  ),
  OWN_DATABASE_EGRESS: list.refine(
    (entries) => entries.every((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)),
    'must be addresses or CIDRs, separated by commas',
  ),
  OWN_DATABASE_SOCKETS: whole(300),
  MOVE_OBSERVE_MINUTES: whole(1_440),
  WORKER_CONCURRENCY: whole(8),
  MOVE_CONCURRENCY: whole(2),
  OUTBOX_LEASE_MS: whole(60_000, 500),
  OUTBOX_SWEEP_MS: whole(10_000, 100),
});

/** A process, or the operator's command line. */
export type Role = 'server' | 'bot' | 'worker' | 'cli';

const EVERY_PROCESS: readonly Role[] = ['server', 'bot', 'worker'];
/** Who needs the variables that have no default; the others run without, and without their secrets. */
const NEEDED_BY: Partial<Record<keyof typeof schema.shape, readonly Role[]>> = {
  PUBLIC_URL: ['server', 'bot'],
  SESSION_SECRET: ['server'],
  DISCORD_TOKEN: EVERY_PROCESS,
  DISCORD_CLIENT_ID: EVERY_PROCESS,
  DISCORD_CLIENT_SECRET: ['server'],
  VAULT_ADDR: EVERY_PROCESS,
};

export type Env = z.output<typeof schema> & {
  control: ReturnType<typeof parseOperatorUrl>;
  regions: RegionConfig[];
};

/** What `npm run migrate` needs: the owners' addresses, and nothing of Discord or Vault. */
export interface MigrationEnv {
  control: ReturnType<typeof parseOperatorUrl>;
  regions: RegionOwner[];
}

/** What registering the commands needs. */
export type CommandsEnv = Pick<Env, 'DISCORD_TOKEN' | 'DISCORD_CLIENT_ID' | 'DISCORD_URL'>;

/** The names of all plain variables; regions add `REGION_<KEY>_…`. */
export const ENV_NAMES = Object.keys(schema.shape);

/** The environment is not what it should be; the message names every variable, never a value. */
export class EnvError extends Error {
  override name = 'EnvError';
}

type Source = Record<string, string | undefined>;

/** Reads variables, and keeps what is wrong with them until all are read. */
class Reading {
  readonly problems: string[] = [];
  /** An empty variable is one that is not set: compose files and shells leave such behind. */
  readonly given: Source;

  constructor(source: Source) {
    this.given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  }

  parse<S extends z.ZodType>(shape: S): z.output<S> | null {
    const result = shape.safeParse(this.given);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues)
      this.problems.push(`${path.join('.')} ${message}`);
    return null;
  }

  attempt<T>(read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      this.problems.push((error as Error).message);
      return null;
    }
  }

  control(): ReturnType<typeof parseOperatorUrl> | null {
    const { CONTROL_DATABASE_URL: text } = this.given;
    return text ? this.attempt(() => parseOperatorUrl('CONTROL_DATABASE_URL', text)) : null;
  }

  regions<T>(read: (key: string, env: Source) => T): T[] {
    const keys = (this.given.REGIONS ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean);
    const found = [...new Set(keys)].map((key) => this.attempt(() => read(key, this.given)));
    return found.filter((region) => region !== null) as T[];
  }

  /** @throws EnvError when anything was wrong */
  end(): void {
    if (this.problems.length === 0) return;
    throw new EnvError(
      ['The environment is not complete:', ...this.problems.map((each) => `  ${each}`)].join('\n'),
    );
  }
}

/**
 * Reads and checks the whole environment of a process at once.
 * @throws EnvError naming each variable and what is wrong with it
 */
export function readEnv(source: Source, role: Role = 'server'): Env {
  const reading = new Reading(source);
  const unneeded = Object.entries(NEEDED_BY)
    .filter(([name, roles]) => !roles.includes(role) && reading.given[name] === undefined)
    .map(([name]) => [name, z.string().default('')] as const);
  const shape = schema.extend(Object.fromEntries(unneeded)) as unknown as typeof schema;
  const data = reading.parse(shape);
  const control = reading.control();
  const regions = reading.regions(regionFromEnv);
  const { given } = reading;
  if (
    data?.NODE_ENV === 'production' &&
    data.PUBLIC_URL.startsWith('http:') &&
    data.ALLOW_HTTP === 'false'
  )
    reading.problems.push(
      'PUBLIC_URL must be https, or ALLOW_HTTP=true must say that http is meant',
    );
  const hasLogin =
    given.VAULT_TOKEN ??
    (given.VAULT_ROLE_ID && (given.VAULT_SECRET_ID ?? given.VAULT_SECRET_ID_FILE));
  if (!hasLogin && (role !== 'cli' || given.VAULT_ADDR))
    reading.problems.push(
      'VAULT_ROLE_ID with VAULT_SECRET_ID or VAULT_SECRET_ID_FILE (or VAULT_TOKEN) is missing',
    );
  reading.end();
  return { ...(data as z.output<typeof schema>), control: control as Env['control'], regions };
}

/** @throws EnvError */
export function readMigrationEnv(source: Source): MigrationEnv {
  const reading = new Reading(source);
  reading.parse(schema.pick({ CONTROL_DATABASE_URL: true, REGIONS: true }));
  const control = reading.control();
  const regions = reading.regions(regionOwnerFromEnv);
  reading.end();
  return { control: control as Env['control'], regions };
}

/** @throws EnvError */
export function readCommandsEnv(source: Source): CommandsEnv {
  const reading = new Reading(source);
  const data = reading.parse(
    schema.pick({ DISCORD_TOKEN: true, DISCORD_CLIENT_ID: true, DISCORD_URL: true }),
  );
  reading.end();
  return data as CommandsEnv;
}
