import type { Env } from './env.ts';

/** The permissions of an invitation; staff channels may need more, which /setup reports. */
const PERMISSIONS =
  (1n << 10n) | // view channels
  (1n << 11n) | // send messages
  (1n << 14n) | // embed links
  (1n << 15n) | // attach files
  (1n << 16n) | // read message history
  (1n << 34n) | // manage threads
  (1n << 36n) | // create private threads
  (1n << 38n); // send messages in threads

/** Adds Vektra to a server; with a guild id, to that one. */
export const createInviteUrl =
  (env: Pick<Env, 'DISCORD_URL' | 'DISCORD_CLIENT_ID'>) =>
  (guildId?: string): string => {
    const url = new URL(`${env.DISCORD_URL}/oauth2/authorize`);
    url.searchParams.set('client_id', env.DISCORD_CLIENT_ID);
    url.searchParams.set('scope', 'bot applications.commands');
    url.searchParams.set('permissions', String(PERMISSIONS));
    if (guildId) {
      url.searchParams.set('guild_id', guildId);
      url.searchParams.set('disable_guild_select', 'true');
    }
    return url.href;
  };
