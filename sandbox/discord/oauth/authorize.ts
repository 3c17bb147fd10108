import { installBot } from '../acts/members.ts';
import type { Core } from '../core.ts';
import { Answer } from '../http/answer.ts';
import { Permission } from '../permissions/bits.ts';
import { guildPermissions } from '../permissions/compute.ts';
import type { GuildRecord } from '../state/types.ts';
import { consentPage, messagePage } from './page.ts';
import { type AuthorizeRequest, BadAuthorization, readAuthorize } from './request.ts';

const HTML = {
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
): Answer {
  let request: AuthorizeRequest;
  try {
    request = readAuthorize(core, query);
  } catch (error) {
    if (!(error instanceof BadAuthorization)) throw error;
    return new Answer(400, messagePage('Something is wrong', error.message), HTML);
  }
  if (method === 'POST') return decide(core, request, form);
  const last = /(?:^|; )local_person=(\d+)/.exec(cookie ?? '')?.[1];
  if (last && request.prompt === 'none' && hasAgreed(core, request, last))
    return decide(core, request, { decision: 'authorize', person: last });
  const people = [...core.world.users.values()].filter((user) => !user.bot);
  const guilds = [...core.world.guilds.values()];
  const managers = new Map(
    people.map((person) => [person.id, guilds.filter((guild) => mayAdd(guild, person.id))]),
  );
  return new Answer(
    200,
    consentPage(core, request, query, people, managers, query.get('person') ?? last),
    HTML,
  );
}

function decide(core: Core, request: AuthorizeRequest, form: Record<string, unknown>): Answer {
  if (form['decision'] !== 'authorize')
    return back(request, {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request',
    });
  const person = core.world.users.get(String(form['person'] ?? ''));
  if (!person || person.bot)
    return new Answer(400, messagePage('Who are you?', 'Choose a person.'), HTML);
  let guild: GuildRecord | undefined;
  if (request.wantsBot) {
    const chosen = request.guildFixed
      ? request.guildId
      : String(form[`guild_id`] ?? request.guildId ?? '');
    guild = core.world.guilds.get(chosen ?? '');
    if (!guild || !mayAdd(guild, person.id))
      return new Answer(
        403,
        messagePage(
          'You cannot add it there',
          'Choose a server in which you may manage the server.',
        ),
        HTML,
      );
    if (request.scopes.includes('bot'))
      installBot(core, guild, request.application, request.permissions, person.id);
  }
  if (!request.wantsCode)
    return new Answer(
      200,
      messagePage(
        'Authorized',
        `${request.application.name} is now on ${guild?.name ?? 'your account'}. You may close this window.`,
      ),
      HTML,
    );
  const { code } = core.oauthCodes.issue({
    applicationId: request.application.id,
    userId: person.id,
    scopes: request.scopes,
    redirectUri: request.redirectUri!,
    challenge: request.challenge,
    guildId: guild?.id ?? null,
  });
  const answer = back(request, {
    code,
    ...(guild ? { guild_id: guild.id, permissions: request.permissions.toString() } : {}),
  });
  const cookie = `local_person=${person.id}; Path=/; HttpOnly; SameSite=Lax`;
  return new Answer(answer.status, answer.body, { ...answer.headers, 'set-cookie': cookie });
}

/** With prompt=none who agreed before is not asked again. */
function hasAgreed(core: Core, request: AuthorizeRequest, personId: string): boolean {
  if (request.wantsBot) return false;
  for (const token of core.world.accessTokens.values())
    if (
      token.userId === personId &&
      token.applicationId === request.application.id &&
      request.scopes.every((scope) => token.scopes.includes(scope))
    )
      return true;
  return false;
}

function mayAdd(guild: GuildRecord, personId: string): boolean {
  const member = guild.members.get(personId);
  if (!member) return false;
  return (guildPermissions(guild, member) & Permission.ManageGuild) !== 0n;
}

function back(request: AuthorizeRequest, fields: Record<string, string>): Answer {
  if (request.redirectUri === null)
    return new Answer(200, messagePage('Cancelled', 'Nothing was authorized.'), HTML);
  const target = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  if (request.state !== null) target.searchParams.set('state', request.state);
  return new Answer(302, undefined, { location: target.href, 'cache-control': 'no-store' });
}
