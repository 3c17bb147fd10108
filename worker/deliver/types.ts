import type { MessageTranslator } from '../../bot/messages/translator.ts';
import type { Deps, LoadedSubmission } from '../../domain/index.ts';
import type { GuildWriter, LeasedDelivery } from '../../tenancy/index.ts';
import type { DiscordCalls } from '../discord-calls.ts';

/** A leased outbox row with all that its delivery needs. */
export interface Delivery {
  row: LeasedDelivery & { number: number };
  guildId: string;
  /** The sending bot's user id: only it can edit what it sent. */
  botId: string;
  rest: DiscordCalls;
  /** Whether a channel is this guild's; see ChannelOwnership. */
  isGuildChannel(channelId: string): Promise<boolean>;
  /** In the guild's language: cards, threads and DMs alike. */
  t: MessageTranslator;
  tenancy: Deps['tenancy'];
  loaded: LoadedSubmission;
  /** Whether an earlier try may have had its effect, which must then be looked for first. */
  outcomeUnknown: boolean;
  /** How long the row is leased, ms. */
  leaseMs: number;
}

/** How a try ended. */
export type DeliveryResult =
  /** Done, or no longer wanted. `record` runs in the transaction that removes the row. */
  | { done: true; record?(db: GuildWriter): Promise<void> }
  /** Another delivery has to come first. */
  | { done: false; waitMs: number; code: string };

export type Deliver = (delivery: Delivery) => Promise<DeliveryResult>;

export const NOTHING_TO_DO: DeliveryResult = { done: true };
