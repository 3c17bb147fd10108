import type { REST } from 'discord.js';
import type { MessageTranslatorFor } from '../bot/messages/translator.ts';
import type { Deps } from '../domain/index.ts';
import type { Tenancy } from '../tenancy/index.ts';
import type { DeliverersByKind } from './deliver/by-kind.ts';
import type { ChannelOwnership } from './deliver/channel-ownership.ts';
import type { DeliveryQuota } from './delivery-quota.ts';
import type { CallSlots } from './egress/call-slots.ts';
import type { Egress } from './egress/index.ts';
import type { FileQueue } from './files/file-queue.ts';
import type { Log } from './log.ts';
import type { WorkerObserver } from './observer.ts';
import type { RestRateLimiter } from './rest-rate-limiter.ts';

/** What a worker's deliveries and sweeps share. */
export interface DrainContext {
  tenancy: Tenancy;
  deps: Deps;
  rest: REST;
  /** Shares this process's calls to Discord between guilds. */
  restLimiter: RestRateLimiter;
  egress: Egress;
  fileQueue: FileQueue;
  /** For files that are held in memory to be posted on Discord. */
  postedFileSlots: CallSlots;
  /** Rows of other kinds are left to a newer process. */
  deliverers: DeliverersByKind;
  channelOwners: ChannelOwnership;
  translatorFor: MessageTranslatorFor;
  /** discord.js forgets the token after a 401; this sets it again. */
  restoreToken(): void;
  botId: string;
  /** Where people open the dashboard; without a slash at its end. */
  publicUrl: string;
  leaseMs: number;
  deliveryQuota: DeliveryQuota;
  log: Log;
  observer: WorkerObserver;
  /** Aborted when the worker shuts down: no delivery is started after that. */
  stopSignal: AbortSignal;
}
