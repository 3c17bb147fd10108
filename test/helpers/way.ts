import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be taken away: as if the network or the machine behind it failed. */
export interface Way {
  port: number;
  /** The URL of the server, by this way. */
  by(url: string): string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Resolves when the next connection was refused. */
  refusal(): Promise<void>;
  /** Keeps connections and accepts new ones, but nothing passes: a server that does not answer. */
  freeze(): void;
  /** Connections that stand break as soon as something is sent by them; new ones pass. */
  breakWhenUsed(): void;
  /** Nothing passes by connections that stand, ever again; new ones pass. */
  silence(): void;
  /** Resolves when somebody has connected. */
  connection(): Promise<void>;
  /** Everything passes again; what was frozen is delivered late. */
  mend(): void;
  close(): Promise<void>;
}

/** @param target the server's URL, of which host and port count */
export async function openWay(target: string): Promise<Way> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    if (state === 'cut') {
      near.destroy();
      server.emit('refusal');
      return;
    }
    server.emit('passage');
    const far = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => from.destroy());
      from.once('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (state === 'frozen') from.pause();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const sockets = () => [...pairs].flat();
  /** What stands passes nothing on any more. */
  const sever = () => {
    state = 'open';
    for (const socket of sockets())
      socket
        .removeAllListeners('data')
        .on('data', () => {})
        .resume();
  };
  return {
    port: (server.address() as AddressInfo).port,
    by(url) {
      const moved = new URL(url);
      moved.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      return moved.href;
    },
    cut() {
      state = 'cut';
      for (const socket of sockets()) socket.destroy();
    },
    async refusal() {
      await once(server, 'refusal');
    },
    freeze() {
      state = 'frozen';
      for (const socket of sockets()) socket.pause();
    },
    breakWhenUsed() {
      sever();
      for (const [near] of pairs) near.once('data', () => near.resetAndDestroy());
    },
    silence: sever,
    async connection() {
      await once(server, 'passage');
    },
    mend() {
      state = 'open';
      for (const socket of sockets()) socket.resume();
    },
    async close() {
      for (const socket of sockets()) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
