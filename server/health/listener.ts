import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';
import type { ServiceProbe } from '../services/probe.ts';

/** A port of its own for whoever watches a process: load balancers, Prometheus. */
export interface HealthListener {
  stop(): Promise<void>;
}

/**
 * `/healthz`: the process runs. `/readyz`: it can do its work. `/metrics`: its figures. For a port
 * that only the deployment reaches; nothing else is answered there.
 * @param isReady of the process itself; the control database is asked by the probe
 */
export async function listenForHealth(
  { port, host }: { port: number; host: string },
  parts: { registry: Registry; probe: ServiceProbe; isReady(): boolean },
): Promise<HealthListener> {
  const { registry, probe, isReady } = parts;
  const answers: Record<string, () => Promise<{ status: number; type: string; body: string }>> = {
    '/healthz': async () => json(200, { ok: true }),
    '/readyz': async () => {
      const hasControl = (await probe.latest()).control.latencyMs !== null;
      const ok = hasControl && isReady();
      return json(ok ? 200 : 503, { ok, unreachable: hasControl ? [] : ['control'] });
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
      const answer =
        request.method === 'GET' && Object.hasOwn(answers, path) ? answers[path] : null;
      const found = answer ? answer() : Promise.resolve(json(404, { ok: false }));
      found
        .catch(() => json(500, { ok: false }))
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

const json = (status: number, value: object) => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(value)}\n`,
});
