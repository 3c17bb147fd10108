import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import type { RestRoute } from '../http/rest-route.ts';
import { LOADING, respondToInteraction } from '../interactions/respond.ts';
import { presentMessage } from '../present/message.ts';

export const interactionCallbackRoutes: RestRoute[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction_id/:interaction_token/callback',
    audience: 'open',
    handle: respond,
  },
];

function respond(core: Core, request: RestRequest): unknown {
  const record = core.interactions.byToken.get(request.param('interaction_token'));
  if (!record || record.id !== request.param('interaction_id')) throw discordError(10062);
  if (record.state === 'expired') throw discordError(10062);
  if (record.state === 'answered') throw discordError(40060);
  const body = request.body();
  const type = body.key('type').peekNumber();
  const message = respondToInteraction(core, record, body, request.files);
  if (!request.readFlag('with_response')) return undefined;
  const isNewMessage = message !== null && message !== record.source;
  return {
    interaction: {
      id: record.id,
      type: record.type,
      guild_id: record.guildId ?? undefined,
      channel_id: record.channelId,
      response_message_id: message?.id,
      response_message_loading: isNewMessage ? (message.flags & LOADING) !== 0 : undefined,
      response_message_ephemeral: isNewMessage ? message.ephemeralFor !== null : undefined,
    },
    ...(message ? { resource: { type, message: presentMessage(core, message) } } : {}),
  };
}
