import type { MessageChange } from '../acts/signals.ts';
import type { Rules } from '../rules.ts';
import { getOrMake } from '../state/get-or-make.ts';

export interface RequestEntry {
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

const KEPT_REQUESTS = 20_000;
const KEPT_UNKNOWN = 1000;
const WINDOW_MS = 10 * 60_000;

/** What was asked of this server, kept within bounds, and how often it was asked wrongly. */
export class Traffic {
  readonly unknownCalls: UnknownCall[] = [];
  private readonly ring: RequestEntry[] = [];
  private next = 0;
  private invalid: number[] = [];
  private readonly messages = new Map<string, Record<MessageChange, number>>();
  private readonly now: () => number;
  private readonly rules: Rules;

  constructor(now: () => number, rules: Rules) {
    this.now = now;
    this.rules = rules;
  }

  /** `shared` marks a 429 of the shared scope, which Discord does not count as invalid. */
  record(entry: Omit<RequestEntry, 'at'>, shared = false): void {
    const at = this.now();
    this.ring[this.next] = { at, ...entry };
    this.next = (this.next + 1) % KEPT_REQUESTS;
    const { status } = entry;
    if (status === 401 || status === 403 || (status === 429 && !shared)) this.invalid.push(at);
  }

  /** Oldest first. */
  get requests(): RequestEntry[] {
    return this.ring.length < KEPT_REQUESTS
      ? [...this.ring]
      : [...this.ring.slice(this.next), ...this.ring.slice(0, this.next)];
  }

  unknown(call: UnknownCall): void {
    if (this.unknownCalls.length < KEPT_UNKNOWN) this.unknownCalls.push(call);
  }

  /** At 10,000 in ten minutes Discord's edge bans the address. */
  invalidRequests(): { count: number; limit: number; banned: boolean } {
    const from = this.now() - WINDOW_MS;
    const first = this.invalid.findIndex((at) => at >= from);
    if (first !== 0) this.invalid = first === -1 ? [] : this.invalid.slice(first);
    const limit = this.rules.invalidRequestsPerTenMinutes;
    return { count: this.invalid.length, limit, banned: this.invalid.length >= limit };
  }

  countMessage(change: MessageChange, channelId: string): void {
    getOrMake(this.messages, channelId, () => ({ create: 0, update: 0, delete: 0 }))[change]++;
  }

  messageCounts(): Record<string, Record<MessageChange, number>> {
    return Object.fromEntries(this.messages);
  }

  clear(): void {
    this.unknownCalls.length = 0;
    this.ring.length = 0;
    this.next = 0;
    this.invalid = [];
    this.messages.clear();
  }
}
