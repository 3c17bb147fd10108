import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Core } from '../core.ts';
import { Answer } from '../http/answer.ts';
import { presentGuild } from '../present/guild.ts';
import type { AccessTokenRecord, ApplicationRecord } from '../state/types.ts';
import type { CodeRecord } from './codes.ts';

const LIFE_SECONDS = 604_800;

/** POST /oauth2/token: trades a code or a refresh token for an access token. */
export function exchangeToken(
  core: Core,
  authorization: string | undefined,
  form: Record<string, unknown>,
): Answer {
  const application = clientOf(core, authorization, form);
  if (!application) return refuse(401, 'invalid_client');
  switch (form['grant_type']) {
    case 'authorization_code':
      return fromCode(core, application, form);
    case 'refresh_token':
      return fromRefresh(core, application, form);
    case undefined:
      return refuse(400, 'invalid_request', 'Missing "grant_type" in request.');
    default:
      return refuse(400, 'unsupported_grant_type');
  }
}

export function revokeToken(
  core: Core,
  authorization: string | undefined,
  form: Record<string, unknown>,
): Answer {
  const application = clientOf(core, authorization, form);
  if (!application) return refuse(401, 'invalid_client');
  const token = String(form['token'] ?? '');
  const record = core.world.accessTokens.get(token) ?? core.world.accessTokenByRefresh.get(token);
  if (record?.applicationId === application.id) core.world.removeAccessToken(record);
  core.changed();
  return new Answer(200, {});
}

function fromCode(core: Core, application: ApplicationRecord, form: Record<string, unknown>) {
  const record = core.oauthCodes.find(String(form['code'] ?? ''));
  if (!record || record.applicationId !== application.id) return invalidCode();
  if (record.usedFor !== null) {
    // A code used twice was stolen: what it gave is taken back.
    const given = core.world.accessTokens.get(record.usedFor);
    if (given) core.world.removeAccessToken(given);
    return invalidCode();
  }
  if (record.expiresAt <= core.clock.now()) return invalidCode();
  if (form['redirect_uri'] !== record.redirectUri)
    return refuse(400, 'invalid_grant', 'Invalid "redirect_uri" in request.');
  if (record.challenge !== null && !fits(record.challenge, form['code_verifier']))
    return refuse(400, 'invalid_grant', 'Invalid "code_verifier" in request.');
  const token = issue(core, application, record.userId, record.scopes);
  record.usedFor = token.token;
  return new Answer(200, { ...present(token), ...withGuild(core, record) }, NO_STORE);
}

function fromRefresh(core: Core, application: ApplicationRecord, form: Record<string, unknown>) {
  const old = core.world.accessTokenByRefresh.get(String(form['refresh_token'] ?? ''));
  if (!old || old.applicationId !== application.id)
    return refuse(400, 'invalid_grant', 'Invalid "refresh_token" in request.');
  core.world.removeAccessToken(old);
  const token = issue(core, application, old.userId, old.scopes);
  return new Answer(200, present(token), NO_STORE);
}

function issue(core: Core, application: ApplicationRecord, userId: string, scopes: string[]) {
  const record: AccessTokenRecord = {
    token: randomBytes(23).toString('base64url'),
    refreshToken: randomBytes(23).toString('base64url'),
    applicationId: application.id,
    userId,
    scopes,
    expiresAt: core.clock.now() + LIFE_SECONDS * 1000,
  };
  core.world.addAccessToken(record);
  core.changed();
  return record;
}

const NO_STORE = { 'cache-control': 'no-store' };

function present(record: AccessTokenRecord) {
  return {
    token_type: 'Bearer',
    access_token: record.token,
    expires_in: LIFE_SECONDS,
    refresh_token: record.refreshToken,
    scope: record.scopes.join(' '),
  };
}

/** With the bot scope the server it was added to comes along. */
function withGuild(core: Core, record: CodeRecord) {
  const guild = core.world.guilds.get(record.guildId ?? '');
  return guild ? { guild: presentGuild(guild) } : {};
}

function clientOf(core: Core, authorization: string | undefined, form: Record<string, unknown>) {
  let id = String(form['client_id'] ?? '');
  let secret = String(form['client_secret'] ?? '');
  if (authorization?.startsWith('Basic ')) {
    const [name, ...rest] = Buffer.from(authorization.slice(6), 'base64').toString().split(':');
    id = decode(name ?? '');
    secret = decode(rest.join(':'));
  }
  const application = core.world.applications.get(id);
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

function fits(challenge: string, verifier: unknown): boolean {
  if (typeof verifier !== 'string' || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return hash(verifier).toString('base64url') === challenge;
}

function invalidCode(): Answer {
  return refuse(400, 'invalid_grant', 'Invalid "code" in request.');
}

function refuse(status: number, error: string, description?: string): Answer {
  return new Answer(status, {
    error,
    ...(description ? { error_description: description } : {}),
  });
}
