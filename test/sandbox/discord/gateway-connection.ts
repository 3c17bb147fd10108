import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { DiscordFixture } from './discord-fixture.ts';

export interface Payload {
  op: number;
  t: string | null;
  s: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of every shape
  d: any;
}

/** A bare gateway connection, to say what discord.js never would. */
export function openConnection(fixture: DiscordFixture, query = '?v=10&encoding=json') {
  const socket = new WebSocket(`${fixture.discord.url.replace('http', 'ws')}/gateway/${query}`);
  const received: Payload[] = [];
  const waiters: { matches: (payload: Payload) => boolean; resolve: (payload: Payload) => void }[] =
    [];
  const handlePayload = (payload: Payload) => {
    received.push(payload);
    for (const item of [...waiters])
      if (item.matches(payload)) {
        waiters.splice(waiters.indexOf(item), 1);
        item.resolve(payload);
      }
  };
  return {
    socket,
    received,
    handlePayload,
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    waitFor: (matches: (payload: Payload) => boolean) =>
      new Promise<Payload>((resolve) => {
        const known = received.find(matches);
        if (known) resolve(known);
        else waiters.push({ matches, resolve });
      }),
    closed: once(socket, 'close').then(([code]) => code as number),
  };
}

export function openPlainConnection(fixture: DiscordFixture, query?: string) {
  const connection = openConnection(fixture, query);
  connection.socket.on('message', (raw) => connection.handlePayload(JSON.parse(raw.toString())));
  return connection;
}

export const createIdentify = (token: string, intents: number, overrides = {}) => ({
  token,
  intents,
  properties: { os: 'linux', browser: 'test', device: 'test' },
  ...overrides,
});
