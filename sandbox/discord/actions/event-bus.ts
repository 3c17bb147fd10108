import { EventEmitter } from 'node:events';
import { getOrCreate } from '../state/get-or-create.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';

/** What a person's client hears. `data` is made only when somebody listens. */
interface PersonEvent {
  type: string;
  guildId: string | null;
  channelId: string | null;
  data: unknown;
}

export type CanSee = (personId: string) => boolean;
type Listener = (event: PersonEvent) => void;

export type MessageChange = 'create' | 'update' | 'delete';

/** Carries what happens to people's event streams and to those who wait for a condition. */
export class EventBus {
  private readonly listenersByPerson = new Map<string, Set<Listener>>();
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  subscribePerson(personId: string, listener: Listener): () => void {
    const set = getOrCreate(this.listenersByPerson, personId, () => new Set<Listener>());
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listenersByPerson.get(personId) === set)
        this.listenersByPerson.delete(personId);
    };
  }

  publishToPeople(
    type: string,
    location: { guildId?: string | null; channelId?: string | null },
    canSee: CanSee,
    data: (personId: string) => unknown,
  ): void {
    for (const [personId, listeners] of this.listenersByPerson) {
      if (!canSee(personId)) continue;
      const event = {
        type,
        guildId: location.guildId ?? null,
        channelId: location.channelId ?? null,
        data: data(personId),
      };
      for (const listener of listeners) listener(event);
    }
  }

  publishMessage(change: MessageChange, message: MessageRecord): void {
    this.emitter.emit(`message:${message.channelId}`, message, change);
  }

  onMessage(
    channelId: string,
    listener: (message: MessageRecord, change: MessageChange) => void,
  ): () => void {
    return this.on(`message:${channelId}`, listener);
  }

  publishThread(thread: ChannelRecord): void {
    this.emitter.emit(`thread:${thread.parentId}`, thread);
  }

  onThread(parentId: string, listener: (thread: ChannelRecord) => void): () => void {
    return this.on(`thread:${parentId}`, listener);
  }

  publishDmOpened(channel: ChannelRecord): void {
    for (const id of channel.recipients) this.emitter.emit(`dm:${id}`, channel);
  }

  onDm(personId: string, listener: (channel: ChannelRecord) => void): () => void {
    return this.on(`dm:${personId}`, listener);
  }

  /** Anything that has no signal of its own, by name: `ready:<application id>`, … */
  emit(name: string): void {
    this.emitter.emit(name);
  }

  on<T extends unknown[]>(name: string, listener: (...values: T) => void): () => void {
    this.emitter.on(name, listener as (...values: unknown[]) => void);
    return () => this.emitter.off(name, listener as (...values: unknown[]) => void);
  }
}
