import type { LiveEvent } from './types.ts';

const changeEventTypes = (resource: string) =>
  ['create', 'update', 'delete'].map((verb) => `${resource}_${verb}`);
const EVENT_TYPES = [
  ...['message', 'server', 'channel', 'role', 'member', 'thread', 'dm'].flatMap(changeEventTypes),
  'member_add',
  'member_remove',
  'thread_members',
];
const RETRY_MS = 1000;

interface LiveEventListener {
  /** At first and after every break: what was missed has to be read again. */
  ready(): void;
  broken(): void;
  event(event: LiveEvent): void;
}

/** Hears what one person's client hears, through breaks; returns how to stop. */
export function subscribeToEvents(personId: string, listener: LiveEventListener): () => void {
  let source: EventSource;
  let retryTimer = 0;
  const connect = () => {
    source = new EventSource(`/control/events?person=${personId}`);
    source.addEventListener('ready', () => listener.ready());
    for (const type of EVENT_TYPES)
      source.addEventListener(type, (message) =>
        listener.event(JSON.parse((message as MessageEvent<string>).data)),
      );
    source.addEventListener('error', () => {
      listener.broken();
      // The browser tries again by itself unless the server refused.
      if (source.readyState === EventSource.CLOSED)
        retryTimer = window.setTimeout(connect, RETRY_MS);
    });
  };
  connect();
  return () => {
    window.clearTimeout(retryTimer);
    source.close();
  };
}
