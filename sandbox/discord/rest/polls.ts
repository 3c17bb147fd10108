import { endPoll } from '../actions/polls.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { requireChannel } from '../permissions/require.ts';
import { presentMessageForBot } from '../present/message-for-bot.ts';
import { presentUser } from '../present/user.ts';
import { compareIds } from '../state/snowflake.ts';
import type { MessageRecord } from '../state/types.ts';

const PATH = '/channels/:channel_id/polls/:message_id';

export const pollRoutes: RestRoute[] = [
  botRoute('GET', `${PATH}/answers/:answer_id`, listVoters),
  botRoute('POST', `${PATH}/expire`, expire),
];

function getMessage(core: Core, request: RestRequest): MessageRecord {
  const channel = requireChannel(core.state, request.param('channel_id'), request.botId);
  const message = channel.messages.get(request.param('message_id'));
  if (!message) throw discordError(10008);
  return message;
}

function listVoters(core: Core, request: RestRequest): unknown {
  const { poll } = getMessage(core, request);
  const query = request.queryField();
  const limit = query.key('limit').int({ min: 1, max: 100 }) ?? 25;
  const after = query.key('after').snowflake() ?? '0';
  query.form.throwIfFailed();
  const answer = poll?.answers.find((item) => String(item.id) === request.param('answer_id'));
  const voterIds = (answer?.voterIds ?? [])
    .filter((id) => compareIds(id, after) > 0)
    .toSorted(compareIds)
    .slice(0, limit);
  return { users: voterIds.map((id) => presentUser(core.state.users.get(id)!)) };
}

function expire(core: Core, request: RestRequest): unknown {
  const message = getMessage(core, request);
  if (!message.poll) throw discordError(520006);
  if (message.authorId !== request.botId) throw discordError(50005);
  if (message.poll.isFinalized) throw discordError(520001);
  endPoll(core, message);
  return presentMessageForBot(core, message, request.botId);
}
