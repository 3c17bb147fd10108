import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import type { RestRoute } from '../http/rest-route.ts';
import { answerInteraction, LOADING } from '../interactions/answer.ts';
import { presentMessage } from '../present/message.ts';

export const interactionCallbackRoutes: RestRoute[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction_id/:interaction_token/callback',
    audience: 'open',
    handle: answer,
  },
];

function answer(core: Core, call: Call): unknown {
  const record = core.interactions.byToken.get(call.param('interaction_token'));
  if (!record || record.id !== call.param('interaction_id')) throw discordError(10062);
  if (record.state === 'expired') throw discordError(10062);
  if (record.state === 'answered') throw discordError(40060);
  const body = call.body();
  const type = body.key('type').value;
  const message = answerInteraction(core, record, body, call.files);
  if (call.query.get('with_response') !== 'true') return undefined;
  const own = message !== null && message !== record.source;
  return {
    interaction: {
      id: record.id,
      type: record.type,
      guild_id: record.guildId ?? undefined,
      channel_id: record.channelId,
      response_message_id: message?.id,
      response_message_loading: own ? (message.flags & LOADING) !== 0 : undefined,
      response_message_ephemeral: own ? message.ephemeralFor !== null : undefined,
    },
    ...(message ? { resource: { type, message: presentMessage(core, message) } } : {}),
  };
}
