import { countDmOpening, openDm } from '../acts/dms.ts';
import { removeBot } from '../acts/members.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { requireScope } from '../http/rest.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { guildPermissions } from '../permissions/compute.ts';
import { requireGuild } from '../permissions/require.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMember } from '../present/member.ts';
import { presentUser } from '../present/user.ts';
import { compareIds } from '../state/snowflake.ts';
import { readImage } from '../validate/image.ts';

export const userRoutes: RestRoute[] = [
  { method: 'GET', path: '/users/@me', audience: 'either', handle: getMe },
  { method: 'GET', path: '/users/@me/guilds', audience: 'either', handle: myGuilds },
  { method: 'GET', path: '/users/@me/guilds/:guild_id/member', audience: 'bearer', handle: meIn },
  botRoute('PATCH', '/users/@me', editMe),
  botRoute('DELETE', '/users/@me/guilds/:guild_id', leaveGuild),
  botRoute('GET', '/users/:user_id', getUser),
  botRoute('POST', '/users/@me/channels', createDm),
];

function getMe(core: Core, call: Call): unknown {
  if (call.application)
    return {
      ...presentUser(core.world.users.get(call.botId)!),
      verified: true,
      mfa_enabled: true,
      email: null,
      flags: 0,
    };
  const user = core.world.users.get(requireScope(call, 'identify'));
  if (!user) throw discordError(10013);
  const email = call.bearer!.scopes.includes('email') ? { email: user.email, verified: true } : {};
  return {
    ...presentUser(user),
    locale: user.locale,
    mfa_enabled: false,
    premium_type: 0,
    flags: 0,
    ...email,
  };
}

function myGuilds(core: Core, call: Call): unknown {
  const userId = call.application ? call.botId : requireScope(call, 'guilds');
  const query = call.queryField();
  const limit = query.key('limit').int({ min: 1, max: 200 }) ?? 200;
  const after = query.key('after').snowflake() ?? '0';
  const before = query.key('before').snowflake();
  query.form.check();
  const counts = call.query.get('with_counts') === 'true';
  return [...(core.world.guildsOf.get(userId) ?? [])]
    .filter((id) => compareIds(id, after) > 0 && (!before || compareIds(id, before) < 0))
    .toSorted(compareIds)
    .slice(0, limit)
    .map((id) => {
      const guild = core.world.guilds.get(id)!;
      return {
        id,
        name: guild.name,
        icon: guild.icon,
        banner: null,
        owner: guild.ownerId === userId,
        permissions: guildPermissions(guild, guild.members.get(userId)!).toString(),
        features: [],
        ...(counts
          ? {
              approximate_member_count: guild.members.size,
              approximate_presence_count: guild.members.size,
            }
          : {}),
      };
    });
}

function meIn(core: Core, call: Call): unknown {
  const userId = requireScope(call, 'guilds.members.read');
  const member = core.world.guilds.get(call.param('guild_id'))?.members.get(userId);
  if (!member) throw discordError(10004);
  return presentMember(core.world, member);
}

function getUser(core: Core, call: Call): unknown {
  const user = core.world.users.get(call.param('user_id'));
  if (!user) throw discordError(10013);
  return presentUser(user);
}

function createDm(core: Core, call: Call): unknown {
  const body = call.body();
  const id = body.key('recipient_id').snowflake(true);
  body.form.check();
  const person = core.world.users.get(id!);
  if (!person || person.id === call.botId || person.bot) throw discordError(50033);
  if (!core.world.dmBetween(call.botId, person.id)) countDmOpening(core, call.botId);
  return presentChannel(core.world, openDm(core, call.botId, person.id), call.botId);
}

/** The bot's name everywhere; its picture stays an identicon of another hash. */
function editMe(core: Core, call: Call): unknown {
  const body = call.body();
  const username = body.key('username').string({ min: 2, max: 32 });
  const avatar = readImage(body.key('avatar'));
  body.form.check();
  const user = core.world.users.get(call.botId)!;
  if (username !== undefined) user.username = username;
  if (body.has('avatar')) user.avatar = avatar;
  return getMe(core, call);
}

function leaveGuild(core: Core, call: Call): undefined {
  const guild = requireGuild(core.world, call.param('guild_id'), call.botId);
  removeBot(core, guild, call.botId);
}
