import type { InteractionType } from 'discord-api-types/v10';
import { getOrCreate } from '../state/get-or-create.ts';
import type { InteractionMetadata, MessageRecord } from '../state/types.ts';
import type { ModalData } from '../validate/modal.ts';
import type { Outcome } from './outcome.ts';

export interface InteractionRecord {
  id: string;
  token: string;
  applicationId: string;
  type: InteractionType;
  guildId: string | null;
  channelId: string;
  userId: string;
  createdAt: number;
  state: 'waiting' | 'answered' | 'expired';
  /** What the messages made by it say about it. */
  metadata: InteractionMetadata;
  /** The message whose button was pressed, also for a modal that this opened. */
  source: MessageRecord | null;
  /** What `@original` means. */
  original: MessageRecord | null;
  modal: ModalData | null;
  deadline: NodeJS.Timeout | null;
  /** Called with the first answer, and with the final one of what was deferred. */
  onFirstOutcome: (outcome: Outcome) => void;
  onFinalOutcome: (outcome: Outcome) => void;
}

const MAX_EPHEMERAL = 20_000;

/** Interactions by token while it lives, open modals, and answers that only one person sees. */
export class InteractionStore {
  readonly byToken = new Map<string, InteractionRecord>();
  /** Open modals by their id, which is that of the interaction that opened them. */
  readonly modals = new Map<string, InteractionRecord>();
  private readonly ephemeral = new Map<string, MessageRecord>();
  private readonly ephemeralByPerson = new Map<string, Set<MessageRecord>>();

  add(record: InteractionRecord): void {
    this.byToken.set(record.token, record);
  }

  /** Tokens live fifteen minutes. */
  sweep(now: number, lifetimeMs: number): void {
    for (const [token, record] of this.byToken) {
      // In order of creation: the first that still lives ends the search.
      if (now - record.createdAt < lifetimeMs) break;
      this.byToken.delete(token);
      this.modals.delete(record.id);
    }
  }

  addEphemeral(message: MessageRecord): void {
    this.ephemeral.set(message.id, message);
    getOrCreate(this.ephemeralByPerson, message.ephemeralFor!, () => new Set()).add(message);
    if (this.ephemeral.size <= MAX_EPHEMERAL) return;
    const oldest = this.ephemeral.keys().next().value;
    if (oldest !== undefined) this.removeEphemeral(oldest);
  }

  findEphemeral(id: string): MessageRecord | undefined {
    return this.ephemeral.get(id);
  }

  removeEphemeral(id: string): void {
    const message = this.ephemeral.get(id);
    this.ephemeral.delete(id);
    if (message) this.ephemeralByPerson.get(message.ephemeralFor!)?.delete(message);
  }

  /** Oldest first. */
  listEphemeral(userId: string, channelId: string | null): MessageRecord[] {
    return [...(this.ephemeralByPerson.get(userId) ?? [])].filter(
      (message) => channelId === null || message.channelId === channelId,
    );
  }

  clear(): void {
    for (const record of this.byToken.values()) if (record.deadline) clearTimeout(record.deadline);
    this.byToken.clear();
    this.modals.clear();
    this.ephemeral.clear();
    this.ephemeralByPerson.clear();
  }
}
