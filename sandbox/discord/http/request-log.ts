import type { MessageChange } from '../actions/event-bus.ts';
import type { Rules } from '../rules.ts';
import { getOrCreate } from '../state/get-or-create.ts';

export interface LoggedRestCall {
  at: number;
  method: string;
  route: string;
  path: string;
  status: number;
  botId: string | null;
}

export interface UnknownCall {
  method: string;
  path: string;
  body: unknown;
}

const MAX_REQUESTS = 20_000;
const MAX_UNKNOWN_CALLS = 1000;
const INVALID_WINDOW_MS = 10 * 60_000;

/** What was asked of this server, kept within bounds, and how often it was asked wrongly. */
export class RequestLog {
  readonly unknownCalls: UnknownCall[] = [];
  private readonly ring: LoggedRestCall[] = [];
  private nextIndex = 0;
  private invalid: number[] = [];
  private readonly messages = new Map<string, Record<MessageChange, number>>();
  private readonly now: () => number;
  private readonly rules: Rules;

  constructor(now: () => number, rules: Rules) {
    this.now = now;
    this.rules = rules;
  }

  /** `shared` marks a 429 of the shared scope, which Discord does not count as invalid. */
  record(entry: Omit<LoggedRestCall, 'at'>, isShared = false): void {
    const at = this.now();
    this.ring[this.nextIndex] = { at, ...entry };
    this.nextIndex = (this.nextIndex + 1) % MAX_REQUESTS;
    const { status } = entry;
    if (status === 401 || status === 403 || (status === 429 && !isShared)) this.invalid.push(at);
  }

  /** Oldest first. */
  get requests(): LoggedRestCall[] {
    return this.ring.length < MAX_REQUESTS
      ? [...this.ring]
      : [...this.ring.slice(this.nextIndex), ...this.ring.slice(0, this.nextIndex)];
  }

  recordUnknown(call: UnknownCall): void {
    if (this.unknownCalls.length < MAX_UNKNOWN_CALLS) this.unknownCalls.push(call);
  }

  /** At 10,000 in ten minutes Discord's edge bans the address. */
  invalidRequests(): { count: number; limit: number; banned: boolean } {
    const from = this.now() - INVALID_WINDOW_MS;
    const first = this.invalid.findIndex((at) => at >= from);
    if (first !== 0) this.invalid = first === -1 ? [] : this.invalid.slice(first);
    const limit = this.rules.invalidRequestsPerTenMinutes;
    return { count: this.invalid.length, limit, banned: this.invalid.length >= limit };
  }

  countMessage(change: MessageChange, channelId: string): void {
    getOrCreate(this.messages, channelId, () => ({ create: 0, update: 0, delete: 0 }))[change]++;
  }

  messageCounts(): Record<string, Record<MessageChange, number>> {
    return Object.fromEntries(this.messages);
  }

  clear(): void {
    this.unknownCalls.length = 0;
    this.ring.length = 0;
    this.nextIndex = 0;
    this.invalid = [];
    this.messages.clear();
  }
}
