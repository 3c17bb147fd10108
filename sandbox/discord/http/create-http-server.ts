import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createCdnRoutes } from '../cdn/routes.ts';
import { streamEvents } from '../control/events.ts';
import { createControlRoutes, serveControl } from '../control/http.ts';
import type { Core } from '../core.ts';
import { authorize } from '../oauth/authorize.ts';
import { exchangeToken, revokeToken } from '../oauth/token.ts';
import { createRestRoutes } from '../rest/index.ts';
import { isObject } from '../validate/field.ts';
import { readBody } from './body.ts';
import { serveClientFile } from './client-files.ts';
import { HttpResponse, writeResponse } from './http-response.ts';
import { serveRest } from './serve-rest.ts';
import { rejectUserAgent } from './user-agent.ts';

/** The two that Discord still offers; a path without a version is read as the newer one. */
const SPOKEN_VERSIONS = ['9', '10'];

export interface HttpServerOptions {
  strictUnknownRoutes: boolean;
  clientFolder: string | undefined;
}

/** One port for everything: REST, OAuth, files, the control API and the web client. */
export function createHttpServer(core: Core, options: HttpServerOptions): Server {
  const rest = createRestRoutes();
  const cdn = createCdnRoutes();
  const control = createControlRoutes();

  async function handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://local');
    const { pathname: path, searchParams: query } = url;
    const method = request.method ?? 'GET';
    const api = /^\/api(?:\/v(\d+))?(\/.*)$/.exec(path);
    const oauth = api ? api[2]! : path;
    if (oauth === '/oauth2/authorize' && (method === 'GET' || method === 'POST'))
      return writeResponse(
        response,
        authorize(core, method, query, await readForm(request), request.headers.cookie),
      );
    const isTokenCall = api && method === 'POST' && oauth.startsWith('/oauth2/token');
    const rejectedUserAgent = isTokenCall && rejectUserAgent(request.headers['user-agent']);
    if (rejectedUserAgent) return writeResponse(response, rejectedUserAgent);
    if (api && method === 'POST' && oauth === '/oauth2/token')
      return writeResponse(
        response,
        exchangeToken(core, request.headers.authorization, await readForm(request)),
      );
    if (api && method === 'POST' && oauth === '/oauth2/token/revoke')
      return writeResponse(
        response,
        revokeToken(core, request.headers.authorization, await readForm(request)),
      );
    if (api) {
      if (api[1] !== undefined && !SPOKEN_VERSIONS.includes(api[1]))
        return writeResponse(
          response,
          new HttpResponse(400, { message: 'Invalid API version', code: 50041 }),
        );
      return serveRest(core, rest, options.strictUnknownRoutes, request, response, api[2]!, query);
    }
    if (path === '/control/events' && method === 'GET')
      return streamEvents(core, response, query.get('person') ?? '');
    if (path.startsWith('/control/'))
      return serveControl(core, control, request, response, path, query);
    const cdnRoute = method === 'GET' ? cdn.find('GET', path) : null;
    if (cdnRoute)
      return writeResponse(response, await cdnRoute.value(core, cdnRoute.params, query, path));
    if (method === 'GET' && options.clientFolder)
      return writeResponse(response, await serveClientFile(options.clientFolder, path));
    writeResponse(response, new HttpResponse(404, { message: '404: Not Found', code: 0 }));
  }

  return createServer((request, response) => {
    handleRequest(request, response).catch((error) => {
      console.error('The local Discord failed:', error);
      if (response.headersSent) response.destroy();
      else
        writeResponse(
          response,
          new HttpResponse(500, { message: '500: Internal Server Error', code: 0 }),
        );
    });
  });
}

async function readForm(request: IncomingMessage): Promise<Record<string, unknown>> {
  const { json } = await readBody(request).catch(() => ({ json: null }));
  return isObject(json) ? json : {};
}
