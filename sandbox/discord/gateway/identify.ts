import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { applicationFlags } from '../present/application.ts';
import { presentGuildCreate } from '../present/guild.ts';
import { presentUser } from '../present/user.ts';
import { shardOf } from '../state/snowflake.ts';
import { isObject } from '../validate/field.ts';
import type { Connection } from './connection.ts';
import { ALL_INTENTS, asksTooMuch, Intent } from './intents.ts';
import { Session } from './session.ts';

const DAY_MS = 86_400_000;
const IDENTIFY_EVERY_MS = 5000;

export function identify(core: Core, connection: Connection, d: unknown): Session | null {
  const body = isObject(d) ? d : {};
  const token = String(body['token'] ?? '').replace(/^Bot /, '');
  const application = core.world.applicationByToken.get(token);
  if (!application) return refuse(connection, Close.AuthenticationFailed, 'Authentication failed.');
  const shard = body['shard'] ?? [0, 1];
  if (!isShard(shard)) return refuse(connection, Close.InvalidShard, 'Invalid shard.');
  const intents = body['intents'];
  if (typeof intents !== 'number' || !Number.isInteger(intents) || intents & ~ALL_INTENTS)
    return refuse(connection, Close.InvalidIntents, 'Invalid intent(s).');
  if (asksTooMuch(application, intents))
    return refuse(connection, Close.DisallowedIntents, 'Disallowed intent(s).');
  if (!isObject(body['properties']))
    return refuse(connection, Close.DecodeError, 'Error while decoding payload.');
  const starts = sessionStarts(core, application);
  if (
    starts.remaining <= 0 ||
    tooSoon(core, application.id, shard[0], application.maxConcurrency)
  ) {
    connection.send(Op.InvalidSession, false);
    return null;
  }
  starts.remaining--;
  // The same shard identifying again replaces its older session.
  for (const old of core.gateway.sessionsOf(application.id))
    if (old.shard[0] === shard[0] && old.shard[1] === shard[1] && !old.connection)
      core.gateway.remove(old);
  const session = new Session(application.id, intents, shard, connection);
  core.gateway.add(session);
  sayReady(core, session);
  core.signals.tell(`ready:${application.id}`);
  return session;
}

export function sessionStarts(
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
function tooSoon(core: Core, applicationId: string, shard: number, concurrency: number): boolean {
  if (!core.limits.enabled) return false;
  const times = core.gateway.lastIdentify;
  const bucket = `${applicationId}:${shard % concurrency}`;
  const now = core.clock.now();
  if (now - (times.get(bucket) ?? 0) < IDENTIFY_EVERY_MS) return true;
  times.set(bucket, now);
  return false;
}

function sayReady(core: Core, session: Session): void {
  const { world } = core;
  const application = world.applications.get(session.applicationId)!;
  const [shard, count] = session.shard;
  const guilds = [...(world.guildsOf.get(application.id) ?? [])].filter(
    (id) => shardOf(id, count) === shard,
  );
  session.dispatch(
    'READY',
    JSON.stringify({
      v: 10,
      user: {
        ...presentUser(world.users.get(application.id)!),
        verified: true,
        mfa_enabled: true,
        email: null,
        flags: 0,
      },
      guilds: guilds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${core.url.replace(/^http/, 'ws')}/gateway`,
      shard: session.shard,
      application: { id: application.id, flags: applicationFlags(application) },
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

function sendGuild(core: Core, session: Session, guildId: string): void {
  const guild = core.world.guilds.get(guildId);
  if (!guild) return;
  const all = (session.intents & Intent.GuildPresences) !== 0;
  const data = presentGuildCreate(core.world, guild, session.applicationId, all);
  session.dispatch('GUILD_CREATE', JSON.stringify(data));
}

function refuse(connection: Connection, code: number, reason: string): null {
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
