import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';
import { createAddressGuard } from '../../../tenancy/customer-database/index.ts';
import { createEgress, type Egress, type EgressOptions } from '../../../worker/egress/index.ts';

export interface LocalServer {
  port: number;
  /** `127.0.0.1:port` */
  address: string;
  requests: IncomingMessage[];
}

/** An HTTP server on loopback. */
export async function startServer(
  t: ExecutionContext,
  listener: RequestListener,
): Promise<LocalServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    response.on('error', () => {});
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, address: `127.0.0.1:${port}`, requests };
}

/** An egress that may call the servers; names resolve to loopback. */
export function createTestEgress(
  servers: readonly LocalServer[],
  {
    resolveHost = async () => ['127.0.0.1'],
    ...options
  }: Partial<EgressOptions> & { resolveHost?: (host: string) => Promise<string[]> } = {},
): Egress {
  const allowedAddresses = servers.map(({ address }) => address);
  return createEgress({
    guard: createAddressGuard({ internalHosts: [], allowedAddresses, resolveHost }),
    allowedAddresses,
    maxCalls: 4,
    // Many test processes share few cores.
    timeoutMs: 30_000,
    ...options,
  });
}
