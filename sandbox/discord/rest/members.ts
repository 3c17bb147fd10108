import { announceMember } from '../acts/announce.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { searchMembers } from '../gateway/request-members.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { Permission } from '../permissions/bits.ts';
import { requireGuild, requireInGuild } from '../permissions/require.ts';
import { presentMember } from '../present/member.ts';
import { compareIds } from '../state/snowflake.ts';
import { readImage } from '../validate/image.ts';

export const memberRoutes: RestRoute[] = [
  botRoute('GET', '/guilds/:guild_id/members', list),
  botRoute('GET', '/guilds/:guild_id/members/search', search),
  botRoute('GET', '/guilds/:guild_id/members/:user_id', get),
  botRoute('PATCH', '/guilds/:guild_id/members/@me', editMe),
];

function list(core: Core, call: Call): unknown {
  const guild = requireGuild(core.world, call.param('guild_id'), call.botId);
  if (!call.application!.intents.members) throw discordError(50001);
  const query = call.queryField();
  const limit = query.key('limit').int({ min: 1, max: 1000 }) ?? 1;
  const after = query.key('after').snowflake() ?? '0';
  query.form.check();
  return [...guild.members.values()]
    .filter((member) => compareIds(member.userId, after) > 0)
    .toSorted((a, b) => compareIds(a.userId, b.userId))
    .slice(0, limit)
    .map((member) => presentMember(core.world, member));
}

function search(core: Core, call: Call): unknown {
  const guild = requireGuild(core.world, call.param('guild_id'), call.botId);
  const query = call.queryField();
  const text = query.key('query').string({ min: 1, max: 100, required: true });
  const limit = query.key('limit').int({ min: 1, max: 1000 }) ?? 1;
  query.form.check();
  return searchMembers(core, guild.members, text!, limit).map((member) =>
    presentMember(core.world, member),
  );
}

function get(core: Core, call: Call): unknown {
  const guild = requireGuild(core.world, call.param('guild_id'), call.botId);
  const id = call.param('user_id') === '@me' ? call.botId : call.param('user_id');
  const member = guild.members.get(id);
  if (!member) throw discordError(core.world.users.has(id) ? 10007 : 10013);
  return presentMember(core.world, member);
}

/** A bot's own name, picture, banner and text in one server. */
function editMe(core: Core, call: Call): unknown {
  const guild = requireGuild(core.world, call.param('guild_id'), call.botId);
  const member = guild.members.get(call.botId)!;
  const body = call.body();
  const nick = body.key('nick').string({ max: 32 });
  const bio = body.key('bio').string({ max: 190 });
  const avatar = readImage(body.key('avatar'));
  const banner = readImage(body.key('banner'));
  body.form.check();
  if (body.has('nick')) {
    requireInGuild(guild, call.botId, Permission.ChangeNickname);
    member.nick = nick || null;
  }
  if (body.has('bio')) member.bio = bio || null;
  if (body.has('avatar')) member.avatar = avatar;
  if (body.has('banner')) member.banner = banner;
  announceMember(core, 'update', guild, member);
  return { ...presentMember(core.world, member), bio: member.bio };
}
