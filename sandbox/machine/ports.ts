import net from 'node:net';

/**
 * Whether nothing listens on this port of this host. An address that the machine does not have (no
 * IPv6) has nothing on it.
 */
const isFreeOn = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const server = net.createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** On both loopback addresses: which of them a browser takes for `localhost` is its choice. */
export const isPortFree = async (port: number): Promise<boolean> =>
  (await isFreeOn('127.0.0.1', port)) && (await isFreeOn('::1', port));

/** Ports given out by this process but perhaps not bound yet, and those that were taken. */
const reservedPorts = new Set<number>();

/**
 * The wanted port of loopback, or the next free one.
 * @param onTaken is told when the wanted one is taken
 */
export async function findFreePort(
  preferred: number,
  onTaken: (preferred: number, used: number) => void = () => {},
): Promise<number> {
  for (let port = preferred; port < preferred + 200; port++) {
    if (reservedPorts.has(port)) continue;
    // Before it is looked at: others may be looking for a port at the same time.
    reservedPorts.add(port);
    if (!(await isPortFree(port))) continue;
    if (port !== preferred) onTaken(preferred, port);
    return port;
  }
  throw new Error(`no free port from ${preferred} on`);
}

/** A port that the system chose; for tests. */
export const findEphemeralPort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
