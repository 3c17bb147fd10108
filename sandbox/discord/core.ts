import type { EventBus } from './actions/event-bus.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { Faults } from './http/faults.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { RequestLog } from './http/request-log.ts';
import type { InteractionStore } from './interactions/store.ts';
import type { OAuthCodes } from './oauth/codes.ts';
import type { Rules } from './rules.ts';
import type { Clock } from './state/clock.ts';
import type { DiscordState } from './state/discord-state.ts';
import type { FileStore } from './state/file-store.ts';

/** What every part of the local Discord is handed: there are no globals. */
export interface Core {
  url: string;
  rules: Rules;
  clock: Clock;
  state: DiscordState;
  files: FileStore;
  eventBus: EventBus;
  gateway: Gateway;
  requestLog: RequestLog;
  rateLimits: RateLimits;
  faults: Faults;
  interactions: InteractionStore;
  oauthCodes: OAuthCodes;
  /** Answers to interactions that only one person sees; forgotten on restart, as on Discord. */
  nonces: Map<string, { messageId: string; at: number }>;
  dmOpenings: Map<string, number[]>;
  newId(): string;
  markChanged(): void;
}
