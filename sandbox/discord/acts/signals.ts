import { EventEmitter } from 'node:events';
import { getOrMake } from '../state/get-or-make.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';

/** What a person's client hears. `data` is made only when somebody listens. */
interface PersonEvent {
  type: string;
  guildId: string | null;
  channelId: string | null;
  data: unknown;
}

export type Sees = (personId: string) => boolean;
type Listener = (event: PersonEvent) => void;

export type MessageChange = 'create' | 'update' | 'delete';

/** Carries what happens to people's event streams and to those who wait for a condition. */
export class Signals {
  private readonly people = new Map<string, Set<Listener>>();
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  listen(personId: string, listener: Listener): () => void {
    const set = getOrMake(this.people, personId, () => new Set<Listener>());
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.people.get(personId) === set) this.people.delete(personId);
    };
  }

  toPeople(
    type: string,
    place: { guildId?: string | null; channelId?: string | null },
    sees: Sees,
    data: (personId: string) => unknown,
  ): void {
    for (const [personId, listeners] of this.people) {
      if (!sees(personId)) continue;
      const event = {
        type,
        guildId: place.guildId ?? null,
        channelId: place.channelId ?? null,
        data: data(personId),
      };
      for (const listener of listeners) listener(event);
    }
  }

  message(change: MessageChange, message: MessageRecord): void {
    this.emitter.emit(`message:${message.channelId}`, message, change);
  }

  onMessage(
    channelId: string,
    listener: (message: MessageRecord, change: MessageChange) => void,
  ): () => void {
    return this.on(`message:${channelId}`, listener);
  }

  thread(thread: ChannelRecord): void {
    this.emitter.emit(`thread:${thread.parentId}`, thread);
  }

  onThread(parentId: string, listener: (thread: ChannelRecord) => void): () => void {
    return this.on(`thread:${parentId}`, listener);
  }

  dmOpened(channel: ChannelRecord): void {
    for (const id of channel.recipients) this.emitter.emit(`dm:${id}`, channel);
  }

  onDm(personId: string, listener: (channel: ChannelRecord) => void): () => void {
    return this.on(`dm:${personId}`, listener);
  }

  /** Anything that has no signal of its own, by name: `ready:<application id>`, … */
  tell(name: string): void {
    this.emitter.emit(name);
  }

  on<T extends unknown[]>(name: string, listener: (...values: T) => void): () => void {
    this.emitter.on(name, listener as (...values: unknown[]) => void);
    return () => this.emitter.off(name, listener as (...values: unknown[]) => void);
  }
}
