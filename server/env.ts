import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { parseOperatorUrl, type RegionConfig, regionFromEnv } from '../tenancy/index.ts';

const missing = (what: string) => `is missing: ${what}`;
const text = (what: string) => z.string(missing(what)).min(1, missing(what));
const url = (what: string) =>
  text(what)
    .refine((value) => URL.canParse(value), 'is not a URL')
    .transform((value) => value.replace(/\/+$/, ''));
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
  SUPPORT_ADDRESS: z.string().default('support@vektra.example'),
  OPERATORS: list,
  DISCORD_TOKEN: text("the bot's token"),
  DISCORD_CLIENT_ID: text("the application's id").regex(/^[0-9]{15,20}$/, 'is not an id'),
  DISCORD_CLIENT_SECRET: text("the application's OAuth secret"),
  DISCORD_URL: url('Discord').default('https://discord.com'),
  DISCORD_CDN_URL: url("Discord's CDN").default('https://cdn.discordapp.com'),
  DISCORD_REST_PER_SECOND: whole(15),
  BOT_SHARDS: z
    .string()
    .regex(/^(\d+-\d+\/\d+)?$/, 'must be like 0-3/8')
    .default(''),
  CONTROL_DATABASE_URL: text('the control database'),
  REGIONS: list.refine((keys) => keys.length > 0, missing('the storage regions, e.g. eu-uk')),
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
  OUTBOX_LEASE_MS: whole(60_000, 500),
  OUTBOX_SWEEP_MS: whole(10_000, 100),
});

export type Env = z.output<typeof schema> & {
  control: ReturnType<typeof parseOperatorUrl>;
  regions: RegionConfig[];
};

/** The names of all plain variables; regions add `REGION_<KEY>_…`. */
export const ENV_NAMES = Object.keys(schema.shape);

/** The environment is not what it should be; the message names every variable, never a value. */
export class EnvError extends Error {
  override name = 'EnvError';
}

/**
 * Reads and checks the whole environment at once.
 * @throws EnvError naming each variable and what is wrong with it
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is one that is not set: compose files and shells leave such behind.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  const problems = result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      problems.push((error as Error).message);
      return null;
    }
  };
  const control = given.CONTROL_DATABASE_URL
    ? attempt(() => parseOperatorUrl('CONTROL_DATABASE_URL', given.CONTROL_DATABASE_URL ?? ''))
    : null;
  const regions = (given.REGIONS ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)
    .map((key) => attempt(() => regionFromEnv(key, given)));
  if (
    result.data?.NODE_ENV === 'production' &&
    result.data.PUBLIC_URL.startsWith('http:') &&
    result.data.ALLOW_HTTP === 'false'
  )
    problems.push('PUBLIC_URL must be https, or ALLOW_HTTP=true must say that http is meant');
  const hasLogin =
    given.VAULT_TOKEN ??
    (given.VAULT_ROLE_ID && (given.VAULT_SECRET_ID ?? given.VAULT_SECRET_ID_FILE));
  if (!hasLogin)
    problems.push(
      'VAULT_ROLE_ID with VAULT_SECRET_ID or VAULT_SECRET_ID_FILE (or VAULT_TOKEN) is missing',
    );

  if (!result.success || !control || problems.length > 0)
    throw new EnvError(
      ['The environment is not complete:', ...problems.map((each) => `  ${each}`)].join('\n'),
    );
  return { ...result.data, control, regions: regions.filter((region) => region !== null) };
}
