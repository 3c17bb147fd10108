import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Core } from '../core.ts';
import { HttpResponse } from '../http/http-response.ts';
import { presentGuild } from '../present/guild.ts';
import type { AccessTokenRecord, ApplicationRecord } from '../state/types.ts';
import type { OAuthCodeRecord } from './codes.ts';

const TOKEN_LIFETIME_SECONDS = 604_800;

/** POST /oauth2/token: trades a code or a refresh token for an access token. */
export function exchangeToken(
  core: Core,
  authorization: string | undefined,
  form: Record<string, unknown>,
): HttpResponse {
  const application = authenticateClient(core, authorization, form);
  if (!application) return errorResponse(401, 'invalid_client');
  switch (form['grant_type']) {
    case 'authorization_code':
      return exchangeCode(core, application, form);
    case 'refresh_token':
      return exchangeRefreshToken(core, application, form);
    case undefined:
      return errorResponse(400, 'invalid_request', 'Missing "grant_type" in request.');
    default:
      return errorResponse(400, 'unsupported_grant_type');
  }
}

export function revokeToken(
  core: Core,
  authorization: string | undefined,
  form: Record<string, unknown>,
): HttpResponse {
  const application = authenticateClient(core, authorization, form);
  if (!application) return errorResponse(401, 'invalid_client');
  const token = String(form['token'] ?? '');
  const record = core.state.accessTokens.get(token) ?? core.state.accessTokenByRefresh.get(token);
  if (record?.applicationId === application.id) core.state.removeAccessToken(record);
  core.markChanged();
  return new HttpResponse(200, {});
}

function exchangeCode(core: Core, application: ApplicationRecord, form: Record<string, unknown>) {
  const record = core.oauthCodes.find(String(form['code'] ?? ''));
  if (!record || record.applicationId !== application.id) return invalidCodeResponse();
  if (record.usedFor !== null) {
    // A code used twice was stolen: what it gave is taken back.
    const issuedToken = core.state.accessTokens.get(record.usedFor);
    if (issuedToken) core.state.removeAccessToken(issuedToken);
    return invalidCodeResponse();
  }
  if (record.expiresAt <= core.clock.now()) return invalidCodeResponse();
  if (form['redirect_uri'] !== record.redirectUri)
    return errorResponse(400, 'invalid_grant', 'Invalid "redirect_uri" in request.');
  if (record.challenge !== null && !matchesChallenge(record.challenge, form['code_verifier']))
    return errorResponse(400, 'invalid_grant', 'Invalid "code_verifier" in request.');
  const token = issueToken(core, application, record.userId, record.scopes);
  record.usedFor = token.token;
  return new HttpResponse(
    200,
    { ...presentToken(token), ...presentGuildField(core, record) },
    NO_STORE,
  );
}

function exchangeRefreshToken(
  core: Core,
  application: ApplicationRecord,
  form: Record<string, unknown>,
) {
  const previousToken = core.state.accessTokenByRefresh.get(String(form['refresh_token'] ?? ''));
  if (!previousToken || previousToken.applicationId !== application.id)
    return errorResponse(400, 'invalid_grant', 'Invalid "refresh_token" in request.');
  core.state.removeAccessToken(previousToken);
  const token = issueToken(core, application, previousToken.userId, previousToken.scopes);
  return new HttpResponse(200, presentToken(token), NO_STORE);
}

function issueToken(core: Core, application: ApplicationRecord, userId: string, scopes: string[]) {
  const record: AccessTokenRecord = {
    token: randomBytes(23).toString('base64url'),
    refreshToken: randomBytes(23).toString('base64url'),
    applicationId: application.id,
    userId,
    scopes,
    expiresAt: core.clock.now() + TOKEN_LIFETIME_SECONDS * 1000,
  };
  core.state.addAccessToken(record);
  core.markChanged();
  return record;
}

const NO_STORE = { 'cache-control': 'no-store' };

function presentToken(record: AccessTokenRecord) {
  return {
    token_type: 'Bearer',
    access_token: record.token,
    expires_in: TOKEN_LIFETIME_SECONDS,
    refresh_token: record.refreshToken,
    scope: record.scopes.join(' '),
  };
}

/** With the bot scope the server it was added to comes along. */
function presentGuildField(core: Core, record: OAuthCodeRecord) {
  const guild = core.state.guilds.get(record.guildId ?? '');
  return guild ? { guild: presentGuild(guild) } : {};
}

function authenticateClient(
  core: Core,
  authorization: string | undefined,
  form: Record<string, unknown>,
) {
  let id = String(form['client_id'] ?? '');
  let secret = String(form['client_secret'] ?? '');
  if (authorization?.startsWith('Basic ')) {
    const [name, ...rest] = Buffer.from(authorization.slice(6), 'base64').toString().split(':');
    id = decode(name ?? '');
    secret = decode(rest.join(':'));
  }
  const application = core.state.applications.get(id);
  if (!application) return null;
  const [given, known] = [hash(secret), hash(application.clientSecret)];
  return timingSafeEqual(given, known) ? application : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function matchesChallenge(challenge: string, verifier: unknown): boolean {
  if (typeof verifier !== 'string' || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return hash(verifier).toString('base64url') === challenge;
}

function invalidCodeResponse(): HttpResponse {
  return errorResponse(400, 'invalid_grant', 'Invalid "code" in request.');
}

function errorResponse(status: number, error: string, description?: string): HttpResponse {
  return new HttpResponse(status, {
    error,
    ...(description ? { error_description: description } : {}),
  });
}
