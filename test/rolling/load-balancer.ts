import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ExecutionContext } from 'ava';
import type { DeployedServer } from './processes.ts';

/** Passes each request on to the next of its servers, headers unchanged. */
export class LoadBalancer {
  readonly servers: DeployedServer[] = [];
  #requests = 0;

  /** @param url the dashboard's public one; the test closes it */
  async listen(t: Pick<ExecutionContext, 'teardown'>, url: string): Promise<void> {
    const { hostname, port } = new URL(url);
    const listener = createServer((incoming, response) => void this.#forward(incoming, response));
    t.teardown(() => {
      listener.close();
      listener.closeAllConnections();
    });
    await once(listener.listen(Number(port), hostname), 'listening');
  }

  remove(server: DeployedServer): void {
    this.servers.splice(this.servers.indexOf(server), 1);
  }

  async #forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers, url: path } = incoming;
    const server = this.servers[this.#requests++ % this.servers.length];
    try {
      const outgoing = request(`${server?.url}${path}`, { method, headers, agent: false });
      const [, [answer]] = await Promise.all([
        pipeline(incoming, outgoing),
        once(outgoing, 'response') as Promise<[IncomingMessage]>,
      ]);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      await pipeline(answer, response);
    } catch {
      // The visitor sees it, and the test fails.
      if (!response.headersSent) response.writeHead(502);
      response.end();
    }
  }
}
