import {
  checkBuckets,
  checkDatabases,
  checkSecretStore,
  createSecretStore,
  type Finding,
  SESSIONS_TRANSIT_KEY,
  type SecretStoreProblem,
} from '../tenancy/index.ts';
import type { Env, ProcessRole } from './env.ts';
import { USER_AGENT } from './http/user-agent.ts';
import { createVaultAuth } from './vault-auth.ts';

const DISCORD_TIMEOUT_MS = 5_000;

/**
 * Uses every setting of a process once, as the process will: database roles, row security, buckets,
 * Discord's token, Vault's credentials. A wrong setting is told apart from a service that is
 * unavailable now.
 * @param role whose settings; the command line has no token
 */
export async function selfCheck(env: Env, role: ProcessRole): Promise<Finding[]> {
  const [databases, buckets, discord, vault] = await Promise.all([
    checkDatabases(env),
    // The bot touches no files.
    role === 'bot' ? [] : checkBuckets(env.regions),
    role === 'cli' && !env.DISCORD_TOKEN ? [] : checkDiscord(env),
    env.VAULT_ADDR ? checkVault(env, role) : [],
  ]);
  return [...databases, ...buckets, ...discord, ...vault];
}

/** @returns one line for each setting that has to be changed; null when none has to */
export function formatWrongSettings(findings: readonly Finding[]): string | null {
  const wrong = findings.filter(({ status }) => status === 'wrong');
  if (wrong.length === 0) return null;
  return [
    'Some settings are wrong:',
    ...wrong.map(({ setting, message }) => `  ${setting} ${message}`),
  ].join('\n');
}

async function checkDiscord(env: Env): Promise<Finding[]> {
  const setting = 'DISCORD_TOKEN';
  try {
    const response = await fetch(`${env.DISCORD_URL}/api/v10/applications/@me`, {
      headers: {
        authorization: `Bot ${env.DISCORD_TOKEN}`,
        'user-agent': USER_AGENT,
      },
      signal: AbortSignal.timeout(DISCORD_TIMEOUT_MS),
      redirect: 'error',
    });
    if (response.status === 401)
      return [{ setting, status: 'wrong', message: 'was rejected by Discord' }];
    if (!response.ok)
      return [{ setting, status: 'away', message: `Discord responded with ${response.status}` }];
    const application = (await response.json()) as { id?: unknown };
    return application.id === env.DISCORD_CLIENT_ID
      ? [{ setting, status: 'ok', message: 'ok' }]
      : [
          {
            setting: 'DISCORD_CLIENT_ID',
            status: 'wrong',
            message: "doesn't match the token's application",
          },
        ];
  } catch {
    return [{ setting, status: 'away', message: "Discord isn't responding" }];
  }
}

const LIMITED_USE_CODES: readonly SecretStoreProblem['code'][] = [
  'token_uses_limited',
  'secret_id_uses_limited',
];

/** Not one of our settings: it is created in Vault, as the message says. */
const SESSIONS_KEY_LABEL = `Vault's Transit key "${SESSIONS_TRANSIT_KEY}"`;

/** Credentials with limited uses work until they are used up: only `vektra doctor` reports them. */
async function checkVault(env: Env, role: ProcessRole): Promise<Finding[]> {
  const login = env.VAULT_TOKEN ? 'VAULT_TOKEN' : 'VAULT_ROLE_ID, VAULT_SECRET_ID';
  const secrets = createSecretStore({ url: env.VAULT_ADDR, auth: createVaultAuth(env) });
  try {
    const problems = (await checkSecretStore(secrets)).filter(
      ({ code }) => role === 'cli' || !LIMITED_USE_CODES.includes(code),
    );
    if (problems.length === 0) return [{ setting: 'VAULT_ADDR', status: 'ok', message: 'ok' }];
    return problems.map(({ code, message }) => {
      if (code === 'not_answering') return { setting: 'VAULT_ADDR', status: 'away', message };
      const setting = code === 'sessions_key_unusable' ? SESSIONS_KEY_LABEL : login;
      return { setting, status: 'wrong', message: `can't be used: ${message}` };
    });
  } finally {
    await secrets.close();
  }
}
