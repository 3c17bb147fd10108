import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy to a server that can fail like its network or machine. */
export interface FaultProxy {
  port: number;
  /** The server's URL through this proxy. */
  proxiedUrl(url: string): string;
  /** Breaks every connection and refuses new ones. */
  disconnect(): void;
  /** Resolves when the next connection was refused. */
  waitForRefusal(): Promise<void>;
  /** Keeps connections and accepts new ones, but nothing passes: a server that does not answer. */
  freeze(): void;
  /** Connections that stand break as soon as something is sent by them; new ones pass. */
  resetOnNextWrite(): void;
  /** Nothing passes by connections that stand, ever again; new ones pass. */
  blackhole(): void;
  /** Resolves when somebody has connected. */
  waitForConnection(): Promise<void>;
  /** Breaks every connection; nobody listens any more, as when the server was stopped. */
  stop(): Promise<void>;
  /** Listens again where it did. */
  start(): Promise<void>;
  /** Everything passes again; what was frozen is delivered late. */
  restore(): void;
  close(): Promise<void>;
}

/** @param target the server's URL, of which host and port count */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    if (state === 'cut') {
      client.destroy();
      server.emit('refusal');
      return;
    }
    server.emit('passage');
    const upstream = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
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
  const { port: listeningPort } = server.address() as AddressInfo;
  const sockets = () => [...pairs].flat();
  const stop = async () => {
    for (const socket of sockets()) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  /** Open connections forward nothing any more. */
  const dropTraffic = () => {
    state = 'open';
    for (const socket of sockets())
      socket
        .removeAllListeners('data')
        .on('data', () => {})
        .resume();
  };
  return {
    port: listeningPort,
    proxiedUrl(url) {
      const proxied = new URL(url);
      proxied.host = `127.0.0.1:${listeningPort}`;
      return proxied.href;
    },
    disconnect() {
      state = 'cut';
      for (const socket of sockets()) socket.destroy();
    },
    async waitForRefusal() {
      await once(server, 'refusal');
    },
    freeze() {
      state = 'frozen';
      for (const socket of sockets()) socket.pause();
    },
    resetOnNextWrite() {
      dropTraffic();
      for (const [client] of pairs) client.once('data', () => client.resetAndDestroy());
    },
    blackhole: dropTraffic,
    async waitForConnection() {
      await once(server, 'passage');
    },
    stop,
    async start() {
      await once(server.listen(listeningPort, '127.0.0.1'), 'listening');
    },
    restore() {
      state = 'open';
      for (const socket of sockets()) socket.resume();
    },
    close: stop,
  };
}
