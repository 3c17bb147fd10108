import { z } from 'zod';
import { count, id, operation } from './operation.ts';

/** REST calls, oldest first. */
export const listRequests = operation({
  method: 'GET',
  path: '/control/requests',
  input: z.object({
    method: z.string().optional(),
    route: z.string().optional(),
    botId: id.optional(),
    limit: count.max(20_000).default(1000),
  }),
  run: (core, input) =>
    core.requestLog.requests
      .filter(
        (entry) =>
          (!input.method || entry.method === input.method.toUpperCase()) &&
          (!input.route || entry.route === input.route) &&
          (!input.botId || entry.botId === input.botId),
      )
      .slice(-input.limit),
});

/** Calls to routes that this server does not know: a test suite should end with none. */
export const listUnknownCalls = operation({
  method: 'GET',
  path: '/control/unknown-calls',
  input: z.object({}),
  run: (core) => core.requestLog.unknownCalls,
});

/** How many messages were created, edited and deleted in each channel. */
export const countMessages = operation({
  method: 'GET',
  path: '/control/message-counts',
  input: z.object({ channelId: id.optional() }),
  run(core, { channelId }) {
    const all = core.requestLog.messageCounts();
    if (!channelId) return all;
    return { [channelId]: all[channelId] ?? { create: 0, update: 0, delete: 0 } };
  },
});

/** Answers of 401, 403 and 429 in the last ten minutes. */
export const countInvalidRequests = operation({
  method: 'GET',
  path: '/control/invalid-requests',
  input: z.object({}),
  run: (core) => core.requestLog.invalidRequests(),
});

export const clearLogs = operation({
  method: 'DELETE',
  path: '/control/requests',
  input: z.object({}),
  run(core) {
    core.requestLog.clear();
    return { cleared: true };
  },
});

/** Bots and their gateway sessions. */
export const listSessions = operation({
  method: 'GET',
  path: '/control/sessions',
  input: z.object({}),
  run: (core) =>
    [...core.gateway.sessions.values()].map((session) => ({
      id: session.id,
      applicationId: session.applicationId,
      shard: session.shard,
      intents: session.intents,
      seq: session.seq,
      connected: session.connection !== null,
    })),
});
