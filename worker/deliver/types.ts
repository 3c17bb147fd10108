import type { MessageTranslator } from '../../bot/messages/translator.ts';
import type { Deps, EffectKind, EffectPayload, PayloadField } from '../../domain/index.ts';
import type { GuildReader, GuildWriter, LeasedDelivery } from '../../tenancy/index.ts';
import type { DiscordCalls } from '../discord-calls.ts';
import type { CallSlots } from '../egress/call-slots.ts';
import type { Egress } from '../egress/index.ts';
import type { FileQueue } from '../files/file-queue.ts';

/** A leased outbox row with all that its delivery needs. */
export interface Delivery<L = unknown> {
  row: LeasedDelivery;
  /** The submission that it is about; 0, which none has: it is about the guild. */
  number: number;
  guildId: string;
  /** The sending bot's user id: only it can edit what it sent. */
  botId: string;
  /** Where people open the dashboard; without a slash at its end. */
  publicUrl: string;
  rest: DiscordCalls;
  /** HTTP to addresses that users gave. */
  egress: Egress;
  /** Files that this process fetches and analyzes. */
  fileQueue: FileQueue;
  /** For files that are held in memory to be posted on Discord. */
  postedFileSlots: CallSlots;
  /** Whether a channel is this guild's; see ChannelOwnership. */
  isGuildChannel(channelId: string): Promise<boolean>;
  /** In the guild's language: cards, threads and DMs alike. */
  t: MessageTranslator;
  tenancy: Deps['tenancy'];
  loaded: L;
  /** Whether an effect of the deliverer's `after` is still to come. */
  isPredecessorPending: boolean;
  /** Whether an earlier try may have had its effect, which must then be looked for first. */
  outcomeUnknown: boolean;
  /** How long the row is leased, ms. */
  leaseMs: number;
}

/** How a try ended. */
export type DeliveryResult =
  /** Done, or no longer wanted. `record` runs in the transaction that removes the row. */
  | { done: true; record?(db: GuildWriter): Promise<void> }
  /** Another delivery has to come first. `record` runs in the transaction that postpones the row. */
  | { done: false; waitMs: number; code: string; record?(db: GuildWriter): Promise<void> }
  /** Refused for good: a dead letter. `record` runs in the transaction that makes it one. */
  | { done: false; deadCode: string; record?(db: GuildWriter): Promise<void> };

export const NOTHING_TO_DO: DeliveryResult = { done: true };

/** How effects of a kind are delivered; each `worker/<feature>/effects.ts` exports its own. */
export interface Deliverer<F extends PayloadField, L> {
  effect: EffectKind<F>;
  /** Effects on the same subject that this one needs; see `isPredecessorPending`. */
  after?: readonly EffectKind[];
  /** @returns null when there is nothing to deliver any more */
  load(db: GuildReader, number: number, payload: EffectPayload<F>): Promise<L | null>;
  deliver(delivery: Delivery<L>, payload: EffectPayload<F>): Promise<DeliveryResult>;
}

// biome-ignore lint/suspicious/noExplicitAny: `deliver` gets what `load` of the same deliverer returned
export type AnyDeliverer = Deliverer<any, any>;

export const defineDeliverer = <F extends PayloadField, L>(
  deliverer: Deliverer<F, L>,
): AnyDeliverer => deliverer;
