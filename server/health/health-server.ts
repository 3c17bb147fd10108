import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';
import type { ServiceProbe } from '../services/probe.ts';

/** A separate port for monitoring: load balancers, Prometheus. */
export interface HealthServer {
  stop(): Promise<void>;
}

/**
 * `/healthz`: the process runs. `/readyz`: it can do its work. `/metrics`: its figures. For a port
 * that only the deployment reaches; nothing else is answered there.
 * @param isReady of the process itself; the probe checks the control database
 */
export async function startHealthServer(
  { port, host }: { port: number; host: string },
  dependencies: { registry: Registry; probe: ServiceProbe; isReady(): boolean },
): Promise<HealthServer> {
  const { registry, probe, isReady } = dependencies;
  const handlers: Record<string, () => Promise<{ status: number; type: string; body: string }>> = {
    '/healthz': async () => jsonResponse(200, { ok: true }),
    '/readyz': async () => {
      const isControlReachable = (await probe.latest()).control.latencyMs !== null;
      const isOk = isControlReachable && isReady();
      return jsonResponse(isOk ? 200 : 503, {
        ok: isOk,
        unreachable: isControlReachable ? [] : ['control'],
      });
    },
    '/metrics': async () => ({
      status: 200,
      type: registry.contentType,
      body: await registry.metrics(),
    }),
  };
  const server = createServer(
    { requestTimeout: 5_000, headersTimeout: 5_000 },
    (request, response) => {
      const path = request.url?.split('?', 1)[0] ?? '';
      const handler =
        request.method === 'GET' && Object.hasOwn(handlers, path) ? handlers[path] : null;
      const result = handler ? handler() : Promise.resolve(jsonResponse(404, { ok: false }));
      result
        .catch(() => jsonResponse(500, { ok: false }))
        .then(({ status, type, body }) =>
          response.writeHead(status, { 'content-type': type }).end(body),
        );
    },
  );
  server.listen(port, host);
  await once(server, 'listening');
  return {
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const jsonResponse = (status: number, value: object) => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(value)}\n`,
});
