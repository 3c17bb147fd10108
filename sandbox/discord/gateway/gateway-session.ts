import { randomBytes } from 'node:crypto';
import type { Connection } from './connection.ts';

const REPLAY_LIMIT = 10_000;

export interface SentEvent {
  seq: number;
  text: string;
}

/**
 * One shard's session: it outlives its connection for a while, so that nothing is lost in a drop.
 */
export class GatewaySession {
  readonly id = randomBytes(16).toString('hex');
  readonly applicationId: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  connection: Connection | null;
  seq = 0;
  /** When the connection was lost; the session can be resumed for some minutes. */
  disconnectedAt: number | null = null;
  private replay: SentEvent[] = [];

  constructor(
    applicationId: string,
    intents: number,
    shard: readonly [number, number],
    connection: Connection,
  ) {
    this.applicationId = applicationId;
    this.intents = intents;
    this.shard = shard;
    this.connection = connection;
  }

  /** `json` is the event's data, serialised once for all sessions. */
  dispatch(event: string, json: string): void {
    const seq = ++this.seq;
    const text = `{"t":"${event}","s":${seq},"op":0,"d":${json}}`;
    this.replay.push({ seq, text });
    if (this.replay.length > REPLAY_LIMIT * 1.2) this.replay = this.replay.slice(-REPLAY_LIMIT);
    this.connection?.sendText(text);
  }

  /** Events after `seq`, or null when they are no longer kept. */
  eventsAfter(seq: number): SentEvent[] | null {
    if (seq > this.seq) return null;
    const first = this.replay[0]?.seq ?? this.seq + 1;
    if (seq < first - 1) return null;
    return this.replay.filter((event) => event.seq > seq);
  }
}
