import type { Core } from '../core.ts';
import type { RestRequest } from './rest-request.ts';

/** Who may call a route: a bot, a logged-in person's token, either, or whoever knows its token. */
type Audience = 'bot' | 'bearer' | 'either' | 'open';

export interface RestRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  audience: Audience;
  handle(core: Core, request: RestRequest): unknown;
}

export function botRoute(
  method: RestRoute['method'],
  path: string,
  handle: RestRoute['handle'],
): RestRoute {
  return { method, path, audience: 'bot', handle };
}
