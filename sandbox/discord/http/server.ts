import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { cdnRoutes } from '../cdn/cdn.ts';
import { streamEvents } from '../control/events.ts';
import { controlRoutes, serveControl } from '../control/http.ts';
import type { Core } from '../core.ts';
import { authorize } from '../oauth/authorize.ts';
import { exchangeToken, revokeToken } from '../oauth/token.ts';
import { restRoutes } from '../rest/index.ts';
import { isObject } from '../validate/field.ts';
import { Answer, write } from './answer.ts';
import { readBody } from './body.ts';
import { clientFile } from './client-files.ts';
import { serveRest } from './rest.ts';

export interface ServeOptions {
  strictUnknownRoutes: boolean;
  clientFolder: string | undefined;
}

/** One port for everything: REST, OAuth, files, the control API and the web client. */
export function makeServer(core: Core, options: ServeOptions): Server {
  const rest = restRoutes();
  const cdn = cdnRoutes();
  const control = controlRoutes();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://local');
    const { pathname: path, searchParams: query } = url;
    const method = request.method ?? 'GET';
    const api = /^\/api(?:\/v(\d+))?(\/.*)$/.exec(path);
    const oauth = api ? api[2]! : path;
    if (oauth === '/oauth2/authorize' && (method === 'GET' || method === 'POST'))
      return write(
        response,
        authorize(core, method, query, await form(request), request.headers.cookie),
      );
    if (api && method === 'POST' && oauth === '/oauth2/token')
      return write(
        response,
        exchangeToken(core, request.headers.authorization, await form(request)),
      );
    if (api && method === 'POST' && oauth === '/oauth2/token/revoke')
      return write(response, revokeToken(core, request.headers.authorization, await form(request)));
    if (api) {
      if (api[1] !== undefined && api[1] !== '10')
        return write(response, new Answer(400, { message: 'Invalid API version', code: 50041 }));
      return serveRest(core, rest, options.strictUnknownRoutes, request, response, api[2]!, query);
    }
    if (path === '/control/events' && method === 'GET')
      return streamEvents(core, response, query.get('person') ?? '');
    if (path.startsWith('/control/'))
      return serveControl(core, control, request, response, path, query);
    const picture = method === 'GET' ? cdn.find('GET', path) : null;
    if (picture) return write(response, await picture.value(core, picture.params, query, path));
    if (method === 'GET' && options.clientFolder)
      return write(response, await clientFile(options.clientFolder, path));
    write(response, new Answer(404, { message: '404: Not Found', code: 0 }));
  }

  return createServer((request, response) => {
    serve(request, response).catch((error) => {
      console.error('The local Discord failed:', error);
      if (response.headersSent) response.destroy();
      else write(response, new Answer(500, { message: '500: Internal Server Error', code: 0 }));
    });
  });
}

async function form(request: IncomingMessage): Promise<Record<string, unknown>> {
  const { json } = await readBody(request).catch(() => ({ json: null }));
  return isObject(json) ? json : {};
}
