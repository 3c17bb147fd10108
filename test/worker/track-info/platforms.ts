import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ExecutionContext } from 'ava';
import type { Egress, EgressOptions } from '../../../worker/egress/index.ts';
import { createTestEgress, startServer } from '../egress/local-server.ts';

/** What a page answers with. */
export type Answer =
  | { json: unknown }
  | { body: Buffer | string; contentType?: string }
  | { redirectTo: string }
  | { status: number }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** Hosts of the platforms' endpoints and pictures, all of them one server on loopback. */
const PUBLIC_HOST = /^https?:\/\/([a-z0-9.-]+\.(?:com|co|test))\//;

/**
 * Platforms: `https://host/path` is `/host/path` of a local server. Addresses of other hosts are
 * called as they are, and refused by the egress's guard.
 * @param answers by host and path, without the query
 */
export async function startPlatforms(
  t: Pick<ExecutionContext, 'teardown'>,
  answers: Record<string, Answer>,
  options: Partial<EgressOptions> = {},
) {
  const listener: RequestListener = (request, response) => {
    const answer = answers[(request.url ?? '').slice(1).split('?')[0] ?? ''] ?? { status: 404 };
    if (typeof answer === 'function') answer(request, response);
    else if ('json' in answer) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer.json));
    } else if ('redirectTo' in answer)
      response.writeHead(302, { location: answer.redirectTo }).end();
    else if ('status' in answer) response.writeHead(answer.status).end();
    else
      response
        .writeHead(200, { 'content-type': answer.contentType ?? 'image/png' })
        .end(answer.body);
  };
  const server = await startServer(t as ExecutionContext, listener);
  const loopback = createTestEgress([server], { maxCalls: 100, ...options });
  const egress: Egress = {
    get: (href, callOptions) =>
      loopback.get(href.replace(PUBLIC_HOST, `http://${server.address}/$1/`), callOptions),
  };
  return {
    egress,
    /** What was asked for: host, path and query. */
    called: () => server.requests.map(({ url }) => url?.slice(1) ?? ''),
  };
}
