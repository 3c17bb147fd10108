import type { Operations } from '../domain/contract.ts';
import type { FormValuesCache } from './forms/index.ts';
import type { BotTranslatorFor } from './translator.ts';

/** @param durationMs from the interaction to its first response */
export type InteractionObserver = (
  handler: string,
  outcome: 'answered' | 'refused' | 'fault',
  durationMs: number,
) => void;

/** What the bot's handlers work with: operations and addresses. No connection, no token. */
export interface BotContext {
  operations: Operations;
  /** A person's open items in every guild, to match a DM to one. Ids only. */
  listOpenItems(userId: string): Promise<{ guildId: string; kind: string; number: number }[]>;
  /**
   * The servers to which a person has sent demos, the last one first; those of the last months, see
   * the retention of open items.
   */
  listArtistGuilds(userId: string): Promise<{ guildId: string; name: string | null }[]>;
  /** Of these servers, those in which the bot was already. */
  listPresentGuildIds(guildIds: readonly string[]): Promise<string[]>;
  /** A worker greets these servers, each once for each time that the bot was added. */
  queueGreetings(guildIds: readonly string[]): Promise<void>;
  /** A worker asks Discord what these servers have subscribed to. */
  queueEntitlements(guildIds: readonly string[]): Promise<void>;
  saveGuildProfiles(
    guilds: { guildId: string; name: string; icon: string | null; ownerId: string }[],
  ): Promise<void>;
  markGuildAbsent(guildId: string): Promise<void>;
  urls: {
    dashboard: string;
    /** Where people open the dashboard; without a slash at its end. */
    public: string;
    invite(guildId?: string): string;
    /** The page that exchanges a one-time link for a setup session. */
    connect(guildId: string, token: string): string;
    /** The page on which an artist uploads files. */
    upload(guildId: string, sessionId: string): string;
    support: { address: string; serverUrl: string | null };
    /** What is stored of people, and how to have it removed. */
    privacy: string;
  };
  formValues: FormValuesCache;
  translatorFor: BotTranslatorFor;
  /** Called after each interaction; for metrics. */
  observeInteraction: InteractionObserver;
  log: Log;
}

/** What the bot uses of pino. Fields are ids and codes, never text that people wrote. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
