import net from 'node:net';

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });

/** Ports given out by this process but perhaps not bound yet, and those that were taken. */
const given = new Set<number>();

/**
 * The wanted port of loopback, or the next free one.
 * @param onTaken is told when the wanted one is taken
 */
export async function freePort(
  wanted: number,
  onTaken: (wanted: number, used: number) => void = () => {},
): Promise<number> {
  for (let port = wanted; port < wanted + 200; port++) {
    if (given.has(port)) continue;
    // Before it is looked at: others may be looking for a port at the same time.
    given.add(port);
    if (!(await isFree(port))) continue;
    if (port !== wanted) onTaken(wanted, port);
    return port;
  }
  throw new Error(`no free port from ${wanted} on`);
}

/** A port that the system chose; for tests. */
export const anyPort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
