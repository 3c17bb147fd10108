import { z } from 'zod';
import { vote as setVotes } from '../actions/polls.ts';
import { addReaction, removeReaction } from '../actions/reactions.ts';
import { presentMessage } from '../present/message.ts';
import { findVisibleChannel, findVisibleMessage } from './find.ts';
import { ControlError, id, operation } from './operation.ts';

const target = { personId: id, channelId: id, messageId: id };
/** A standard emoji, or `name:id` of one of a server's. */
const emoji = z.string().min(1);

function toEmoji(text: string) {
  const custom = /^(\w+):(\d+)$/.exec(text);
  return custom ? { id: custom[2]!, name: custom[1]! } : { id: null, name: text };
}

export const react = operation({
  method: 'PUT',
  path: '/control/people/:personId/channels/:channelId/messages/:messageId/reactions/:emoji',
  input: z.object({ ...target, emoji }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    addReaction(core, channel, message, toEmoji(input.emoji), input.personId);
    return presentMessage(core, message, true, input.personId);
  },
});

export const removeOwnReaction = operation({
  method: 'DELETE',
  path: '/control/people/:personId/channels/:channelId/messages/:messageId/reactions/:emoji',
  input: z.object({ ...target, emoji }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    removeReaction(core, channel, message, toEmoji(input.emoji), input.personId);
    return presentMessage(core, message, true, input.personId);
  },
});

/** Sets a person's votes in a poll; an empty list takes them back. */
export const vote = operation({
  method: 'PUT',
  path: '/control/people/:personId/channels/:channelId/messages/:messageId/votes',
  input: z.object({ ...target, answers: z.array(z.number().int()) }),
  run(core, input) {
    const channel = findVisibleChannel(core, input.personId, input.channelId);
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    if (!message.poll) throw new ControlError(400, 'NO_POLL', 'The message has no poll.');
    setVotes(core, channel, message, input.personId, input.answers);
    return presentMessage(core, message, true, input.personId);
  },
});
