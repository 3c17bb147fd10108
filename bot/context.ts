import type { Acts } from '../domain/contract.ts';
import type { TypedForms } from './dispatch/typed-forms.ts';

/** @param ms from the interaction to its final answer */
export type InteractionObserver = (
  handler: string,
  outcome: 'answered' | 'refused' | 'fault',
  ms: number,
) => void;

/** What the bot's handlers have: the acts, and addresses to point at. No connection, no token. */
export interface BotContext {
  acts: Acts;
  /** Open items of a person, over all guilds: whose DM is this. Ids only. */
  openItemsOf(userId: string): Promise<{ guildId: string; kind: string; number: number }[]>;
  saveGuilds(
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
  typed: TypedForms;
  /** Told how long each interaction took; for metrics. */
  observe: InteractionObserver;
  log: Log;
}

/** pino's shape, as far as the bot uses it. Facts are ids and codes, never texts of people. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
