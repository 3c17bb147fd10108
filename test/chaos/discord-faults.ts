import type { LocalDiscord } from '../../sandbox/discord/index.ts';

export type FaultSpec = NonNullable<Parameters<LocalDiscord['control']['injectFault']>[0]>;

const POST_ROUTES = ['/channels/:channel_id/messages', '/channels/:channel_id/threads'];

/** Done or not: the caller cannot know. */
const unknownOutcome = (route: string): FaultSpec[] => [
  { method: 'POST', route, status: 502, afterEffect: true },
  { method: 'POST', route, drop: true, afterEffect: true },
  { method: 'POST', route, status: 500 },
  { method: 'POST', route, drop: true },
];

/** Waits stay well inside a lease (see LEASE_MS), as those of production do inside its minute. */
const slowResponse = (method: string, route: string): FaultSpec[] => [
  { method, route, status: 429, retryAfter: 0.2, scope: 'shared' },
  { method, route, delayMs: 250 },
];

/** Each hits one call: the next that fits, whoever makes it. */
export const FAULTS: readonly FaultSpec[] = [
  ...POST_ROUTES.flatMap(unknownOutcome),
  ...POST_ROUTES.flatMap(unknownOutcome),
  ...POST_ROUTES.flatMap((route) => slowResponse('POST', route)),
  { method: 'POST', route: '/users/@me/channels', status: 503 },
  { method: 'PATCH', route: '/channels/:channel_id/messages/:message_id', status: 502 },
  { method: 'PATCH', route: '/channels/:channel_id/messages/:message_id', drop: true },
  { method: 'GET', route: '/channels/:channel_id/messages', status: 500 },
  { method: 'GET', route: '/guilds/:guild_id/threads/active', drop: true },
  // The bot's own: an answer that comes late, breaks, or is done and looks broken.
  ...slowResponse('POST', '/interactions/*'),
  { method: 'POST', route: '/interactions/*', status: 500, afterEffect: true },
  { method: 'PATCH', route: '/webhooks/*', status: 502, afterEffect: true },
  { method: 'PATCH', route: '/webhooks/*', drop: true },
];
