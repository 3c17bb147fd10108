import type { Signals } from './acts/signals.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { Faults } from './http/faults.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { Traffic } from './http/traffic.ts';
import type { InteractionStore } from './interactions/store.ts';
import type { OAuthCodes } from './oauth/codes.ts';
import type { Rules } from './rules.ts';
import type { Clock } from './state/clock.ts';
import type { FileStore } from './state/files.ts';
import type { World } from './state/world.ts';

/** What every part of the local Discord is handed: there are no globals. */
export interface Core {
  url: string;
  rules: Rules;
  clock: Clock;
  world: World;
  files: FileStore;
  signals: Signals;
  gateway: Gateway;
  traffic: Traffic;
  limits: RateLimits;
  faults: Faults;
  interactions: InteractionStore;
  oauthCodes: OAuthCodes;
  /** Answers to interactions that only one person sees; forgotten on restart, as on Discord. */
  nonces: Map<string, { messageId: string; at: number }>;
  dmOpenings: Map<string, number[]>;
  newId(): string;
  changed(): void;
}
