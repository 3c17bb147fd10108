import { z } from 'zod';
import type { Core } from '../core.ts';
import { presentChannel } from '../present/channel.ts';
import { presentMessage } from '../present/message.ts';
import { findLowerBound } from '../state/message-ids.ts';
import { compareIds } from '../state/snowflake.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import { getComponentText, walkComponents } from '../validate/component-ids.ts';
import { findChannel } from './find.ts';
import { ControlError, count, id, operation } from './operation.ts';
import { timeoutMs, waitUntil } from './wait-until.ts';

const condition = z.object({
  /** Where: a channel or thread, or the DM of `personId` with `botId`. */
  channelId: id.optional(),
  personId: id.optional(),
  botId: id.optional(),
  /** Only messages newer than this id. */
  after: id.optional(),
  /** Only this message: waits for it to look so. */
  messageId: id.optional(),
  authorId: id.optional(),
  /** Text in its content, embeds, components or file names. */
  contains: z.string().optional(),
  lacks: z.string().optional(),
  timeoutMs,
});

type Condition = z.output<typeof condition>;

/** Waits for a message that fits; one that is already there answers at once. */
export const wait = operation({
  method: 'POST',
  path: '/control/wait',
  input: condition,
  async run(core, input) {
    const { channel, remainingMs } = await resolveChannel(core, input);
    const existing = findExisting(core, channel, input);
    if (existing) return presentMessage(core, existing);
    const message = await waitUntil<MessageRecord>(remainingMs, JSON.stringify(input), (done) =>
      core.eventBus.onMessage(channel.id, (candidate, change) => {
        if (change !== 'delete' && matchesCondition(candidate, input)) done(candidate);
      }),
    );
    return presentMessage(core, message);
  },
});

async function resolveChannel(core: Core, input: Condition) {
  if (input.channelId)
    return { channel: findChannel(core, input.channelId), remainingMs: input.timeoutMs };
  const { personId, botId } = input;
  if (!personId || !botId)
    throw new ControlError(400, 'WHERE', 'Give channelId, or personId and botId.');
  const known = core.state.findDm(personId, botId);
  if (known) return { channel: known, remainingMs: input.timeoutMs };
  const from = Date.now();
  const channel = await waitUntil<ChannelRecord>(input.timeoutMs, JSON.stringify(input), (done) =>
    core.eventBus.onDm(personId, (opened) => {
      if (opened.recipients.includes(botId)) done(opened);
    }),
  );
  return { channel, remainingMs: Math.max(1, input.timeoutMs - (Date.now() - from)) };
}

/** Newest first: the latest message that fits is what a test means. */
function findExisting(core: Core, channel: ChannelRecord, input: Condition): MessageRecord | null {
  if (input.messageId) {
    const message =
      channel.messages.get(input.messageId) ?? core.interactions.findEphemeral(input.messageId);
    return message && matchesCondition(message, input) ? message : null;
  }
  const ids = channel.messageIds;
  const from = input.after ? findLowerBound(ids, input.after) : 0;
  for (let index = ids.length - 1; index >= from; index--) {
    const message = channel.messages.get(ids[index]!)!;
    if (matchesCondition(message, input)) return message;
  }
  if (!input.personId) return null;
  const ephemeral = core.interactions.listEphemeral(input.personId, channel.id);
  return ephemeral.findLast((message) => matchesCondition(message, input)) ?? null;
}

function matchesCondition(message: MessageRecord, input: Condition): boolean {
  if (message.ephemeralFor && message.ephemeralFor !== input.personId && !input.messageId)
    return false;
  if (input.messageId && message.id !== input.messageId) return false;
  if (input.after && compareIds(message.id, input.after) <= 0) return false;
  if (input.authorId && message.authorId !== input.authorId) return false;
  if (input.contains === undefined && input.lacks === undefined) return true;
  const text = collectText(message);
  if (input.contains !== undefined && !text.includes(input.contains)) return false;
  return input.lacks === undefined || !text.includes(input.lacks);
}

function collectText(message: MessageRecord): string {
  const parts = [message.content, getComponentText(message.components)];
  for (const component of walkComponents(message.components))
    for (const key of ['label', 'placeholder', 'custom_id', 'url'])
      if (typeof component[key] === 'string') parts.push(component[key]);
  for (const embed of message.embeds) {
    parts.push(
      embed.title ?? '',
      embed.description ?? '',
      embed.footer?.text ?? '',
      embed.author?.name ?? '',
    );
    for (const item of embed.fields ?? []) parts.push(item.name, item.value);
  }
  for (const item of message.attachments) parts.push(item.filename);
  return parts.join('\n');
}

/** Waits until a message is gone. */
export const waitForDeletion = operation({
  method: 'POST',
  path: '/control/wait-for-deletion',
  input: z.object({ channelId: id, messageId: id, timeoutMs }),
  async run(core, input) {
    const channel = findChannel(core, input.channelId);
    const { messageId } = input;
    if (channel.messages.has(messageId) || core.interactions.findEphemeral(messageId))
      await waitUntil<void>(input.timeoutMs, JSON.stringify(input), (done) =>
        core.eventBus.onMessage(channel.id, (message, change) => {
          if (change === 'delete' && message.id === messageId) done();
        }),
      );
    return { id: messageId };
  },
});

/** Waits for a thread below a channel, by a part of its name. */
export const waitForThread = operation({
  method: 'POST',
  path: '/control/wait-for-thread',
  input: z.object({
    channelId: id,
    contains: z.string().default(''),
    after: id.optional(),
    timeoutMs,
  }),
  async run(core, input) {
    const parent = findChannel(core, input.channelId);
    const isWanted = (thread: ChannelRecord) =>
      thread.name.includes(input.contains) &&
      (!input.after || compareIds(thread.id, input.after) > 0);
    const known = [...parent.threadIds]
      .map((item) => core.state.channels.get(item)!)
      .findLast(isWanted);
    if (known) return presentChannel(core.state, known);
    const thread = await waitUntil<ChannelRecord>(input.timeoutMs, JSON.stringify(input), (done) =>
      core.eventBus.onThread(parent.id, (candidate) => {
        if (isWanted(candidate)) done(candidate);
      }),
    );
    return presentChannel(core.state, thread);
  },
});

/** Waits until a bot has at least so many shards connected. */
export const waitForBot = operation({
  method: 'POST',
  path: '/control/wait-for-bot',
  input: z.object({ applicationId: id, shards: count.default(1), timeoutMs }),
  async run(core, input) {
    const connected = () =>
      core.gateway.sessionsOf(input.applicationId).filter((session) => session.connection).length;
    if (connected() < input.shards)
      await waitUntil<void>(input.timeoutMs, `${input.shards} shard(s)`, (done) =>
        core.eventBus.on(`ready:${input.applicationId}`, () => {
          if (connected() >= input.shards) done();
        }),
      );
    return { applicationId: input.applicationId, shards: connected() };
  },
});
