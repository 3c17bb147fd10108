import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Sends each connection to a server that is up, as the load balancer of a deployment does. One whose
 * server is killed breaks.
 * @param pickTarget a server's port; null: none is up
 */
export async function startLoadBalancer(
  port: number,
  pickTarget: () => number | null,
): Promise<{ stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const balancer = createServer((client) => {
    track(client).on('error', () => {});
    const target = pickTarget();
    if (target === null) return void client.destroy();
    const upstream = track(connect(target, '127.0.0.1'));
    upstream.on('error', () => {});
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
    client.pipe(upstream).pipe(client);
  }).listen(port, '127.0.0.1');
  await once(balancer, 'listening');
  return {
    async stop() {
      balancer.close();
      for (const socket of sockets) socket.destroy();
      await once(balancer, 'close');
    },
  };
}
