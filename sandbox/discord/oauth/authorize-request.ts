import type { Core } from '../core.ts';
import type { ApplicationRecord } from '../state/types.ts';

const SCOPES = [
  'identify',
  'email',
  'guilds',
  'guilds.members.read',
  'bot',
  'applications.commands',
  'applications.commands.permissions.update',
];

export interface AuthorizeRequest {
  application: ApplicationRecord;
  scopes: string[];
  /** Null when only a bot is added, which needs no code. */
  redirectUri: string | null;
  state: string | null;
  challenge: string | null;
  permissions: bigint;
  guildId: string | null;
  isGuildFixed: boolean;
  prompt: 'consent' | 'none';
  wantsBot: boolean;
  wantsCode: boolean;
}

/**
 * What is wrong with a request whose redirect address cannot be trusted: shown, never redirected.
 */
export class AuthorizationError extends Error {}

export function parseAuthorizeRequest(core: Core, query: URLSearchParams): AuthorizeRequest {
  const application = core.state.applications.get(query.get('client_id') ?? '');
  if (!application) throw new AuthorizationError('Unknown application: check client_id.');
  const scopes = (query.get('scope') ?? 'bot applications.commands')
    .split(/[\s+]+/)
    .filter(Boolean);
  const unknown = scopes.find((scope) => !SCOPES.includes(scope));
  if (unknown || scopes.length === 0)
    throw new AuthorizationError(`Invalid scope: ${unknown ?? '(none)'}.`);
  const wantsCode = query.get('response_type') === 'code';
  const wantsBot = scopes.includes('bot') || scopes.includes('applications.commands');
  if (!wantsCode && scopes.some((scope) => scope !== 'bot' && scope !== 'applications.commands'))
    throw new AuthorizationError('response_type=code is needed for these scopes.');
  const redirectUri = query.get('redirect_uri');
  if (wantsCode && (redirectUri === null || !application.redirectUris.includes(redirectUri)))
    throw new AuthorizationError(
      'Invalid redirect_uri: it is not registered with this application.',
    );
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method');
  if (challenge !== null && (method !== 'S256' || !/^[\w-]{43}$/.test(challenge)))
    throw new AuthorizationError('Only code_challenge_method=S256 is supported.');
  const permissions = query.get('permissions') ?? '0';
  if (!/^\d{1,20}$/.test(permissions)) throw new AuthorizationError('Invalid permissions.');
  return {
    application,
    scopes,
    redirectUri: wantsCode ? redirectUri : null,
    state: query.get('state'),
    challenge,
    permissions: BigInt(permissions),
    guildId: query.get('guild_id'),
    isGuildFixed: ['true', 'True', '1'].includes(query.get('disable_guild_select') ?? ''),
    prompt: query.get('prompt') === 'none' ? 'none' : 'consent',
    wantsBot,
    wantsCode,
  };
}
