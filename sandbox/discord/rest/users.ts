import { announceOwnUser } from '../actions/announce.ts';
import { countDmOpening, openDm } from '../actions/dms.ts';
import { removeBot } from '../actions/members.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { requireScope } from '../http/serve-rest.ts';
import { computeGuildPermissions } from '../permissions/compute.ts';
import { requireGuild } from '../permissions/require.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import { presentUser } from '../present/user.ts';
import { compareIds } from '../state/snowflake.ts';
import { readImage } from '../validate/image.ts';

export const userRoutes: RestRoute[] = [
  { method: 'GET', path: '/users/@me', audience: 'either', handle: getMe },
  { method: 'GET', path: '/users/@me/guilds', audience: 'either', handle: listMyGuilds },
  {
    method: 'GET',
    path: '/users/@me/guilds/:guild_id/member',
    audience: 'bearer',
    handle: getMyMember,
  },
  botRoute('PATCH', '/users/@me', editOwnUser),
  botRoute('DELETE', '/users/@me/guilds/:guild_id', leaveOwnGuild),
  botRoute('GET', '/users/:user_id', getUser),
  botRoute('POST', '/users/@me/channels', createDm),
];

function getMe(core: Core, request: RestRequest): unknown {
  if (request.application)
    return {
      ...presentUser(core.state.users.get(request.botId)!),
      verified: true,
      mfa_enabled: true,
      email: null,
      flags: 0,
    };
  const user = core.state.users.get(requireScope(request, 'identify'));
  if (!user) throw discordError(10013);
  const email = request.bearer!.scopes.includes('email')
    ? { email: user.email, verified: true }
    : {};
  return {
    ...presentUser(user),
    locale: user.locale,
    mfa_enabled: false,
    premium_type: 0,
    flags: 0,
    ...email,
  };
}

function listMyGuilds(core: Core, request: RestRequest): unknown {
  const userId = request.application ? request.botId : requireScope(request, 'guilds');
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 200 }) ?? 200;
  const after = query.key('after').snowflake() ?? '0';
  const before = query.key('before').snowflake();
  query.form.throwIfFailed();
  const withCounts = request.readFlag('with_counts');
  return [...(core.state.guildsOf.get(userId) ?? [])]
    .filter((id) => compareIds(id, after) > 0 && (!before || compareIds(id, before) < 0))
    .toSorted(compareIds)
    .slice(0, limit)
    .map((id) => {
      const guild = core.state.guilds.get(id)!;
      return {
        id,
        name: guild.name,
        icon: guild.icon,
        banner: null,
        owner: guild.ownerId === userId,
        permissions: computeGuildPermissions(guild, guild.members.get(userId)!).toString(),
        features: [],
        ...(withCounts
          ? {
              approximate_member_count: guild.members.size,
              approximate_presence_count: guild.members.size,
            }
          : {}),
      };
    });
}

function getMyMember(core: Core, request: RestRequest): unknown {
  const userId = requireScope(request, 'guilds.members.read');
  const member = core.state.guilds.get(request.param('guild_id'))?.members.get(userId);
  if (!member) throw discordError(10004);
  return presentMember(core.state, member);
}

function getUser(core: Core, request: RestRequest): unknown {
  const user = core.state.users.get(request.param('user_id'));
  if (!user) throw discordError(10013);
  return presentUser(user);
}

function createDm(core: Core, request: RestRequest): unknown {
  const body = request.body();
  const id = body.key('recipient_id').snowflake(true);
  body.form.throwIfFailed();
  const person = core.state.users.get(id!);
  if (!person || person.id === request.botId || person.bot) throw discordError(50033);
  if (!core.state.findDm(request.botId, person.id)) countDmOpening(core, request.botId);
  return presentChannel(core.state, openDm(core, request.botId, person.id), request.botId);
}

/** The bot's name everywhere; its picture stays an identicon of another hash. */
function editOwnUser(core: Core, request: RestRequest): unknown {
  const body = request.body();
  const username = body.key('username').string({ min: 2, max: 32 });
  const avatar = readImage(body.key('avatar'));
  body.form.throwIfFailed();
  const user = core.state.users.get(request.botId)!;
  if (username !== undefined) user.username = username;
  if (body.has('avatar')) user.avatar = avatar;
  const presented = getMe(core, request);
  announceOwnUser(core, request.botId, presented);
  return presented;
}

function leaveOwnGuild(core: Core, request: RestRequest): undefined {
  const guild = requireGuild(core.state, request.param('guild_id'), request.botId);
  removeBot(core, guild, request.botId);
}
