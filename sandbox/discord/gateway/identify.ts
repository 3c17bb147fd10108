import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { getApplicationFlags } from '../present/application.ts';
import { presentGuildCreate } from '../present/guild.ts';
import { presentUser } from '../present/user.ts';
import { getShardId } from '../state/snowflake.ts';
import { isObject } from '../validate/field.ts';
import type { Connection } from './connection.ts';
import { GatewaySession } from './gateway-session.ts';
import { ALL_INTENTS, hasDisallowedIntents, Intent } from './intents.ts';

const DAY_MS = 86_400_000;
const IDENTIFY_INTERVAL_MS = 5000;

export function identify(core: Core, connection: Connection, d: unknown): GatewaySession | null {
  const body = isObject(d) ? d : {};
  const token = String(body['token'] ?? '').replace(/^Bot /, '');
  const application = core.state.applicationByToken.get(token);
  if (!application)
    return closeWith(connection, Close.AuthenticationFailed, 'Authentication failed.');
  const shard = body['shard'] ?? [0, 1];
  if (!isShard(shard)) return closeWith(connection, Close.InvalidShard, 'Invalid shard.');
  const intents = body['intents'];
  if (typeof intents !== 'number' || !Number.isInteger(intents) || intents & ~ALL_INTENTS)
    return closeWith(connection, Close.InvalidIntents, 'Invalid intent(s).');
  if (hasDisallowedIntents(application, intents))
    return closeWith(connection, Close.DisallowedIntents, 'Disallowed intent(s).');
  if (!isObject(body['properties']))
    return closeWith(connection, Close.DecodeError, 'Error while decoding payload.');
  const sessionLimit = getSessionLimit(core, application);
  if (
    sessionLimit.remaining <= 0 ||
    isIdentifyRateLimited(core, application.id, shard[0], application.maxConcurrency)
  ) {
    connection.send(Op.InvalidSession, false);
    return null;
  }
  sessionLimit.remaining--;
  // The same shard identifying again replaces its older session.
  for (const old of core.gateway.sessionsOf(application.id))
    if (old.shard[0] === shard[0] && old.shard[1] === shard[1] && !old.connection)
      core.gateway.remove(old);
  const session = new GatewaySession(application.id, intents, shard, connection);
  core.gateway.add(session);
  sendReady(core, session);
  core.eventBus.emit(`ready:${application.id}`);
  return session;
}

export function getSessionLimit(
  core: Core,
  application: { sessionStarts: { remaining: number; resetAt: number } },
) {
  const now = core.clock.now();
  if (application.sessionStarts.resetAt <= now)
    application.sessionStarts = {
      remaining: core.rules.sessionStartsPerDay,
      resetAt: now + DAY_MS,
    };
  return application.sessionStarts;
}

/** One IDENTIFY in five seconds for each bucket (shard id modulo max_concurrency). */
function isIdentifyRateLimited(
  core: Core,
  applicationId: string,
  shard: number,
  concurrency: number,
): boolean {
  if (!core.rateLimits.enabled) return false;
  const lastIdentifyAt = core.gateway.lastIdentify;
  const bucket = `${applicationId}:${shard % concurrency}`;
  const now = core.clock.now();
  if (now - (lastIdentifyAt.get(bucket) ?? 0) < IDENTIFY_INTERVAL_MS) return true;
  lastIdentifyAt.set(bucket, now);
  return false;
}

function sendReady(core: Core, session: GatewaySession): void {
  const { state } = core;
  const application = state.applications.get(session.applicationId)!;
  const [shard, count] = session.shard;
  const guilds = [...(state.guildsOf.get(application.id) ?? [])].filter(
    (id) => getShardId(id, count) === shard,
  );
  session.dispatch(
    'READY',
    JSON.stringify({
      v: session.connection?.version ?? 10,
      user: {
        ...presentUser(state.users.get(application.id)!),
        verified: true,
        mfa_enabled: true,
        email: null,
        flags: 0,
      },
      guilds: guilds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${core.url.replace(/^http/, 'ws')}/gateway`,
      shard: session.shard,
      application: { id: application.id, flags: getApplicationFlags(application) },
      session_type: 'normal',
      private_channels: [],
      presences: [],
      relationships: [],
      user_settings: {},
      geo_ordered_rtc_regions: [],
      guild_join_requests: [],
      auth: {},
      _trace: [],
    }),
  );
  if (!(session.intents & Intent.Guilds)) return;
  for (const id of guilds) sendGuild(core, session, id);
}

function sendGuild(core: Core, session: GatewaySession, guildId: string): void {
  const guild = core.state.guilds.get(guildId);
  if (!guild) return;
  const includesPresences = (session.intents & Intent.GuildPresences) !== 0;
  const data = presentGuildCreate(core.state, guild, session.applicationId, includesPresences);
  session.dispatch('GUILD_CREATE', JSON.stringify(data));
}

function closeWith(connection: Connection, code: number, reason: string): null {
  connection.close(code, reason);
  return null;
}

function isShard(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [id, count] = value as [unknown, unknown];
  return (
    Number.isInteger(id) &&
    Number.isInteger(count) &&
    (id as number) >= 0 &&
    (count as number) > (id as number)
  );
}
