import type { Deps, LoadedSubmission } from '../../domain/index.ts';
import type { GuildWriter, LeasedDelivery } from '../../tenancy/index.ts';
import type { DiscordCalls } from '../discord-calls.ts';

/** What a delivery works with. */
export interface Delivery {
  row: LeasedDelivery & { number: number };
  guildId: string;
  /** The bot that sends: only it can edit what it sent. */
  botId: string;
  rest: DiscordCalls;
  /** Whether a channel is this guild's; see ChannelOwners. */
  isGuildChannel(channelId: string): Promise<boolean>;
  tenancy: Deps['tenancy'];
  loaded: LoadedSubmission;
  /** An earlier try may have had its effect: look for it before doing it again. */
  outcomeUnknown: boolean;
  /** For so long a delivery is its worker's alone, ms. */
  leaseMs: number;
}

/** What follows from a delivery. */
export type DeliveryResult =
  /** Done, or no longer wanted. `record` runs in the transaction that removes the row. */
  | { done: true; record?(db: GuildWriter): Promise<void> }
  /** Something that comes first is still under way. */
  | { done: false; waitMs: number; code: string };

export type Deliver = (delivery: Delivery) => Promise<DeliveryResult>;

export const NOTHING_TO_DO: DeliveryResult = { done: true };
