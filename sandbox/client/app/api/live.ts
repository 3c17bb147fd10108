import type { LiveEvent } from './types.ts';

const changes = (thing: string) => ['create', 'update', 'delete'].map((how) => `${thing}_${how}`);
const TYPES = [
  ...['message', 'server', 'channel', 'role', 'member', 'thread', 'dm'].flatMap(changes),
  'member_add',
  'member_remove',
  'thread_members',
];
const RETRY_MS = 1000;

interface Ears {
  /** At first and after every break: what was missed has to be read again. */
  ready(): void;
  broken(): void;
  event(event: LiveEvent): void;
}

/** Hears what one person's client hears, through breaks; returns how to stop. */
export function listen(personId: string, ears: Ears): () => void {
  let source: EventSource;
  let retry = 0;
  const connect = () => {
    source = new EventSource(`/control/events?person=${personId}`);
    source.addEventListener('ready', () => ears.ready());
    for (const type of TYPES)
      source.addEventListener(type, (message) =>
        ears.event(JSON.parse((message as MessageEvent<string>).data)),
      );
    source.addEventListener('error', () => {
      ears.broken();
      // The browser tries again by itself unless the server refused.
      if (source.readyState === EventSource.CLOSED) retry = window.setTimeout(connect, RETRY_MS);
    });
  };
  connect();
  return () => {
    window.clearTimeout(retry);
    source.close();
  };
}
