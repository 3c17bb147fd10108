import { checkDatabases, type Finding } from '../tenancy/index.ts';
import type { Env, Role } from './env.ts';
import { USER_AGENT } from './http/user-agent.ts';

const DISCORD_MS = 5_000;

/**
 * Uses every setting of a process once, as the process will: database roles, row security, Discord's
 * token. What is wrong is told apart from what only does not answer now.
 * @param role whose settings; the command line has no token
 */
export async function selfCheck(env: Env, role: Role): Promise<Finding[]> {
  const [databases, discord] = await Promise.all([
    checkDatabases(env),
    role === 'cli' && !env.DISCORD_TOKEN ? [] : checkDiscord(env),
  ]);
  return [...databases, ...discord];
}

/** @returns what is to be changed before the process can work, one line a setting; null: nothing */
export function wrongSettings(findings: readonly Finding[]): string | null {
  const wrong = findings.filter(({ status }) => status === 'wrong');
  if (wrong.length === 0) return null;
  return [
    'The settings are wrong:',
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
      signal: AbortSignal.timeout(DISCORD_MS),
      redirect: 'error',
    });
    if (response.status === 401)
      return [{ setting, status: 'wrong', message: 'is refused by Discord' }];
    if (!response.ok)
      return [{ setting, status: 'away', message: `Discord answers ${response.status}` }];
    const application = (await response.json()) as { id?: unknown };
    return application.id === env.DISCORD_CLIENT_ID
      ? [{ setting, status: 'ok', message: 'ok' }]
      : [
          {
            setting: 'DISCORD_CLIENT_ID',
            status: 'wrong',
            message: "is not the id of the token's application",
          },
        ];
  } catch {
    return [{ setting, status: 'away', message: 'Discord does not answer' }];
  }
}
