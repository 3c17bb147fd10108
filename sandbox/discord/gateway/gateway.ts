import type { Core } from '../core.ts';
import { getOrCreate } from '../state/get-or-create.ts';
import { getShardId } from '../state/snowflake.ts';
import type { GatewaySession } from './gateway-session.ts';

/** For a dispatch that belongs to no shard. */
export const EVERY_SHARD = Symbol('every shard');

export interface Dispatch {
  applicationId: string;
  /** Decides the shard; null goes to shard 0, as DMs and entitlements do. */
  guildId: string | typeof EVERY_SHARD | null;
  /** The intent without which a session does not hear it; 0 for none. */
  intent: number;
  event: string;
  data: unknown | ((session: GatewaySession) => unknown);
}

/** All sessions of all bots, and the way to speak to them. */
export class Gateway {
  readonly sessions = new Map<string, GatewaySession>();
  private readonly byApplication = new Map<string, Set<GatewaySession>>();
  /** Bots whose heartbeats are not acknowledged (a fault that tests switch on). */
  readonly ignoredHeartbeats = new Set<string>();
  /** When each identify bucket was last used. */
  readonly lastIdentify = new Map<string, number>();
  private readonly core: () => Core;

  constructor(core: () => Core) {
    this.core = core;
  }

  add(session: GatewaySession): void {
    this.sessions.set(session.id, session);
    getOrCreate(this.byApplication, session.applicationId, () => new Set()).add(session);
  }

  remove(session: GatewaySession): void {
    this.sessions.delete(session.id);
    this.byApplication.get(session.applicationId)?.delete(session);
  }

  sessionsOf(applicationId: string): GatewaySession[] {
    return [...(this.byApplication.get(applicationId) ?? [])];
  }

  dispatch(dispatch: Dispatch): void {
    const sessions = this.byApplication.get(dispatch.applicationId);
    if (!sessions || sessions.size === 0) return;
    let sharedPayload: string | undefined;
    for (const session of sessions) {
      if (dispatch.intent !== 0 && !(session.intents & dispatch.intent)) continue;
      if (!isForShard(dispatch.guildId, session)) continue;
      if (typeof dispatch.data === 'function') {
        const data = (dispatch.data as (session: GatewaySession) => unknown)(session);
        session.dispatch(dispatch.event, JSON.stringify(data));
      } else {
        sharedPayload ??= JSON.stringify(dispatch.data);
        session.dispatch(dispatch.event, sharedPayload);
      }
    }
  }

  /** Forgets sessions that can no longer be resumed. */
  sweep(): void {
    const { clock, rules } = this.core();
    for (const session of this.sessions.values())
      if (
        session.disconnectedAt !== null &&
        clock.now() - session.disconnectedAt > rules.sessionResumeMs
      )
        this.remove(session);
  }

  closeAll(): void {
    for (const session of this.sessions.values()) session.connection?.socket.terminate();
    this.sessions.clear();
    this.byApplication.clear();
  }
}

function isForShard(guildId: Dispatch['guildId'], session: GatewaySession): boolean {
  if (guildId === EVERY_SHARD) return true;
  const [shard, count] = session.shard;
  return shard === (guildId ? getShardId(guildId, count) : 0);
}
