import type { Operations } from '../domain/contract.ts';
import type { FormValuesCache } from './dispatch/form-values-cache.ts';

/** @param ms from the interaction to its final answer */
export type InteractionObserver = (
  handler: string,
  outcome: 'answered' | 'refused' | 'fault',
  durationMs: number,
) => void;

/** What the bot's handlers have: the acts, and addresses to point at. No connection, no token. */
export interface BotContext {
  operations: Operations;
  /** Open items of a person, over all guilds: whose DM is this. Ids only. */
  listOpenItems(userId: string): Promise<{ guildId: string; kind: string; number: number }[]>;
  saveGuildProfiles(
    guilds: { guildId: string; name: string; icon: string | null; ownerId: string }[],
  ): Promise<void>;
  markGuildAbsent(guildId: string): Promise<void>;
  urls: {
    dashboard: string;
    invite(guildId?: string): string;
    /** The page that exchanges a one-time link for a setup session. */
    connect(guildId: string, token: string): string;
    support: string;
  };
  formValues: FormValuesCache;
  /** Told how long each interaction took; for metrics. */
  observeInteraction: InteractionObserver;
  log: Log;
}

/** pino's shape, as far as the bot uses it. Facts are ids and codes, never texts of people. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
