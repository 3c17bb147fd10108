import type { Core } from '../core.ts';
import { getOrMake } from '../state/get-or-make.ts';
import { shardOf } from '../state/snowflake.ts';
import type { Session } from './session.ts';

export interface Dispatch {
  applicationId: string;
  /** Decides the shard; null goes to shard 0, as DMs and entitlements do. */
  guildId: string | null;
  /** The intent without which a session does not hear it; 0 for none. */
  intent: number;
  event: string;
  data: unknown | ((session: Session) => unknown);
}

/** All sessions of all bots, and the way to speak to them. */
export class Gateway {
  readonly sessions = new Map<string, Session>();
  private readonly byApplication = new Map<string, Set<Session>>();
  /** Bots whose heartbeats are not acknowledged (a fault that tests switch on). */
  readonly deaf = new Set<string>();
  /** When each identify bucket was last used. */
  readonly lastIdentify = new Map<string, number>();
  private readonly core: () => Core;

  constructor(core: () => Core) {
    this.core = core;
  }

  add(session: Session): void {
    this.sessions.set(session.id, session);
    getOrMake(this.byApplication, session.applicationId, () => new Set()).add(session);
  }

  remove(session: Session): void {
    this.sessions.delete(session.id);
    this.byApplication.get(session.applicationId)?.delete(session);
  }

  sessionsOf(applicationId: string): Session[] {
    return [...(this.byApplication.get(applicationId) ?? [])];
  }

  dispatch(dispatch: Dispatch): void {
    const sessions = this.byApplication.get(dispatch.applicationId);
    if (!sessions || sessions.size === 0) return;
    let shared: string | undefined;
    for (const session of sessions) {
      if (dispatch.intent !== 0 && !(session.intents & dispatch.intent)) continue;
      const [shard, count] = session.shard;
      if (shard !== (dispatch.guildId ? shardOf(dispatch.guildId, count) : 0)) continue;
      if (typeof dispatch.data === 'function') {
        const data = (dispatch.data as (session: Session) => unknown)(session);
        session.dispatch(dispatch.event, JSON.stringify(data));
      } else {
        shared ??= JSON.stringify(dispatch.data);
        session.dispatch(dispatch.event, shared);
      }
    }
  }

  /** Forgets sessions that can no longer be resumed. */
  sweep(): void {
    const { clock, rules } = this.core();
    for (const session of this.sessions.values())
      if (session.lostAt !== null && clock.now() - session.lostAt > rules.sessionResumeMs)
        this.remove(session);
  }

  closeAll(): void {
    for (const session of this.sessions.values()) session.connection?.socket.terminate();
    this.sessions.clear();
    this.byApplication.clear();
  }
}
