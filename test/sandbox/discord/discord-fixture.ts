import type { ExecutionContext } from 'ava';
import { Client, type ClientOptions, GatewayIntentBits } from 'discord.js';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../sandbox/discord/index.ts';

/** The documented form, without which every call is refused. */
export const USER_AGENT = 'DiscordBot (https://example.com/test, 1.0)';

type Seed = Awaited<ReturnType<LocalDiscord['control']['seed']>>;

export interface DiscordFixture {
  discord: LocalDiscord;
  control: LocalDiscord['control'];
  seed: Seed;
  token: string;
  /** A REST call as the bot, or with the header given (null for none). */
  api(method: string, path: string, body?: unknown, auth?: string | null): Promise<ApiResponse>;
}

interface ApiResponse {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export async function createDiscordFixture(
  t: ExecutionContext,
  options: Partial<LocalDiscordOptions> & { intents?: Record<string, boolean> } = {},
): Promise<DiscordFixture> {
  const { intents, ...rest } = options;
  const discord = await startLocalDiscord({ port: 0, rateLimits: false, ...rest });
  t.teardown(() => discord.stop());
  const seed = await discord.control.seed({
    application: {
      token: 'the-token',
      clientSecret: 'the-secret',
      redirectUris: ['http://localhost:9999/callback'],
      ...(intents ? { intents } : {}),
    },
  });
  return {
    discord,
    control: discord.control,
    seed,
    token: 'the-token',
    api: createApiClient(discord),
  };
}

export function createApiClient(discord: LocalDiscord): DiscordFixture['api'] {
  return async (method, path, body, auth = 'Bot the-token') => {
    const response = await fetch(`${discord.url}/api/v10${path}`, {
      method,
      headers: {
        'user-agent': USER_AGENT,
        ...(auth ? { authorization: auth } : {}),
        ...(body !== undefined && !(body instanceof FormData)
          ? { 'content-type': 'application/json' }
          : {}),
      },
      ...(body !== undefined
        ? { body: body instanceof FormData ? body : JSON.stringify(body) }
        : {}),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : null,
    };
  };
}

const ADMINISTRATOR = '8';

/** Gives the bot every permission in the seeded server, its channels included. */
export async function makeAdministrator(fixture: DiscordFixture): Promise<void> {
  const { control, seed } = fixture;
  await control.installBot({
    serverId: seed.serverId,
    applicationId: seed.application.id,
    permissions: ADMINISTRATOR,
  });
}

export async function startTestBot(
  t: ExecutionContext,
  fixture: DiscordFixture,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    ...options,
    rest: { api: `${fixture.discord.url}/api`, ...options.rest },
  });
  t.teardown(() => client.destroy());
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(fixture.token);
  await ready;
  return client as Client<true>;
}

/** The errors of a 50035 as `path: CODE`, in order. */
export function formErrors(body: { errors?: unknown }): string[] {
  const errors: string[] = [];
  const collect = (node: unknown, path: string[]) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node))
      if (key === '_errors')
        for (const error of value as { code: string }[])
          errors.push(`${path.join('.')}: ${error.code}`);
      else collect(value, [...path, key]);
  };
  collect(body.errors, []);
  return errors;
}
