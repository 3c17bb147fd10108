import { announceMember } from '../actions/announce.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { searchMembers } from '../gateway/request-members.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireGuild, requireGuildPermission } from '../permissions/require.ts';
import { presentMember } from '../present/member.ts';
import { compareIds } from '../state/snowflake.ts';
import { readImage } from '../validate/image.ts';

export const memberRoutes: RestRoute[] = [
  botRoute('GET', '/guilds/:guild_id/members', listMembers),
  botRoute('GET', '/guilds/:guild_id/members/search', searchGuildMembers),
  botRoute('GET', '/guilds/:guild_id/members/:user_id', getMember),
  botRoute('PATCH', '/guilds/:guild_id/members/@me', editOwnMember),
];

function listMembers(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  if (!request.application!.intents.members) throw discordError(50001);
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 1000 }) ?? 1;
  const after = query.key('after').snowflake() ?? '0';
  query.form.throwIfFailed();
  return [...guild.members.values()]
    .filter((member) => compareIds(member.userId, after) > 0)
    .toSorted((a, b) => compareIds(a.userId, b.userId))
    .slice(0, limit)
    .map((member) => presentMember(core.state, member));
}

function searchGuildMembers(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  const query = request.queryField();
  const text = query.key('query').string({ min: 1, max: 100, required: true });
  const limit = query.key('limit').int({ min: 1, max: 1000 }) ?? 1;
  query.form.throwIfFailed();
  return searchMembers(core, guild.members, text!, limit).map((member) =>
    presentMember(core.state, member),
  );
}

function getMember(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  const id = request.param('user_id') === '@me' ? request.botId : request.param('user_id');
  const member = guild.members.get(id);
  if (!member) throw discordError(core.state.users.has(id) ? 10007 : 10013);
  return presentMember(core.state, member);
}

/** A bot's own name, picture, banner and text in one server. */
function editOwnMember(core: Core, request: RestRequest): unknown {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  const member = guild.members.get(request.botId)!;
  const body = request.body();
  const nick = body.key('nick').string({ max: 32 });
  const bio = body.key('bio').string({ max: 190 });
  const avatar = readImage(body.key('avatar'));
  const banner = readImage(body.key('banner'));
  body.form.throwIfFailed();
  if (body.has('nick')) {
    requireGuildPermission(guild, request.botId, Permission.ChangeNickname);
    member.nick = nick || null;
  }
  if (body.has('bio')) member.bio = bio || null;
  if (body.has('avatar')) member.avatar = avatar;
  if (body.has('banner')) member.banner = banner;
  announceMember(core, 'update', guild, member);
  return { ...presentMember(core.state, member), bio: member.bio };
}
