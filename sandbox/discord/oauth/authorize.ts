import { installBot } from '../actions/members.ts';
import type { Core } from '../core.ts';
import { HttpResponse } from '../http/http-response.ts';
import { Permission } from '../permissions/bits.ts';
import { computeGuildPermissions } from '../permissions/compute.ts';
import type { GuildRecord } from '../state/types.ts';
import {
  AuthorizationError,
  type AuthorizeRequest,
  parseAuthorizeRequest,
} from './authorize-request.ts';
import { renderConsentPage, renderMessagePage } from './consent-page.ts';

const HTML_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
};

/** GET shows the page on which one says who one is; POST is what its buttons send. */
export function authorize(
  core: Core,
  method: string,
  query: URLSearchParams,
  form: Record<string, unknown>,
  cookie: string | undefined,
): HttpResponse {
  let request: AuthorizeRequest;
  try {
    request = parseAuthorizeRequest(core, query);
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    return new HttpResponse(
      400,
      renderMessagePage('Something is wrong', error.message),
      HTML_HEADERS,
    );
  }
  if (method === 'POST') return handleDecision(core, request, form);
  const lastPersonId = /(?:^|; )local_person=(\d+)/.exec(cookie ?? '')?.[1];
  if (lastPersonId && request.prompt === 'none' && hasAgreed(core, request, lastPersonId))
    return handleDecision(core, request, { decision: 'authorize', person: lastPersonId });
  const people = [...core.state.users.values()].filter((user) => !user.bot);
  const guilds = [...core.state.guilds.values()];
  const managers = new Map(
    people.map((person) => [person.id, guilds.filter((guild) => canAddBot(guild, person.id))]),
  );
  return new HttpResponse(
    200,
    renderConsentPage(core, request, query, people, managers, query.get('person') ?? lastPersonId),
    HTML_HEADERS,
  );
}

function handleDecision(
  core: Core,
  request: AuthorizeRequest,
  form: Record<string, unknown>,
): HttpResponse {
  if (form['decision'] !== 'authorize')
    return redirectBack(request, {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request',
    });
  const person = core.state.users.get(String(form['person'] ?? ''));
  if (!person || person.bot)
    return new HttpResponse(
      400,
      renderMessagePage('Who are you?', 'Choose a person.'),
      HTML_HEADERS,
    );
  let guild: GuildRecord | undefined;
  if (request.wantsBot) {
    const chosen = request.isGuildFixed
      ? request.guildId
      : String(form[`guild_id`] ?? request.guildId ?? '');
    guild = core.state.guilds.get(chosen ?? '');
    if (!guild || !canAddBot(guild, person.id))
      return new HttpResponse(
        403,
        renderMessagePage(
          'You cannot add it there',
          'Choose a server in which you may manage the server.',
        ),
        HTML_HEADERS,
      );
    if (request.scopes.includes('bot'))
      installBot(core, guild, request.application, request.permissions, person.id);
  }
  if (!request.wantsCode)
    return new HttpResponse(
      200,
      renderMessagePage(
        'Authorized',
        `${request.application.name} is now on ${guild?.name ?? 'your account'}. You may close this window.`,
      ),
      HTML_HEADERS,
    );
  const { code } = core.oauthCodes.issue({
    applicationId: request.application.id,
    userId: person.id,
    scopes: request.scopes,
    redirectUri: request.redirectUri!,
    challenge: request.challenge,
    guildId: guild?.id ?? null,
  });
  const httpResponse = redirectBack(request, {
    code,
    ...(guild ? { guild_id: guild.id, permissions: request.permissions.toString() } : {}),
  });
  const cookie = `local_person=${person.id}; Path=/; HttpOnly; SameSite=Lax`;
  return new HttpResponse(httpResponse.status, httpResponse.body, {
    ...httpResponse.headers,
    'set-cookie': cookie,
  });
}

/** With prompt=none who agreed before is not asked again. */
function hasAgreed(core: Core, request: AuthorizeRequest, personId: string): boolean {
  if (request.wantsBot) return false;
  for (const token of core.state.accessTokens.values())
    if (
      token.userId === personId &&
      token.applicationId === request.application.id &&
      request.scopes.every((scope) => token.scopes.includes(scope))
    )
      return true;
  return false;
}

function canAddBot(guild: GuildRecord, personId: string): boolean {
  const member = guild.members.get(personId);
  if (!member) return false;
  return (computeGuildPermissions(guild, member) & Permission.ManageGuild) !== 0n;
}

function redirectBack(request: AuthorizeRequest, fields: Record<string, string>): HttpResponse {
  if (request.redirectUri === null)
    return new HttpResponse(
      200,
      renderMessagePage('Cancelled', 'Nothing was authorized.'),
      HTML_HEADERS,
    );
  const target = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  if (request.state !== null) target.searchParams.set('state', request.state);
  return new HttpResponse(302, undefined, { location: target.href, 'cache-control': 'no-store' });
}
