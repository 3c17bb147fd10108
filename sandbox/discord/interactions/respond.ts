import {
  MessageType,
  InteractionResponseType as R,
  InteractionType as T,
} from 'discord-api-types/v10';
import { announceMessage } from '../actions/announce-message.ts';
import { composeEdit, composeNew, type MessageContent } from '../actions/compose.ts';
import { createMessageRecord } from '../actions/create-message-record.ts';
import { changeMessage } from '../actions/edit-message.ts';
import { postMessage } from '../actions/post-message.ts';
import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { UploadedFile } from '../http/body.ts';
import { presentMessage } from '../present/message.ts';
import type { ChannelRecord, MessageRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';
import { EPHEMERAL, FLAGS_ON_CREATE, FLAGS_ON_EDIT } from '../validate/message.ts';
import { readModal } from '../validate/modal.ts';
import { readChoices } from './choices.ts';
import type { Outcome } from './outcome.ts';
import type { InteractionRecord } from './store.ts';

export const LOADING = 1 << 7;

/** Which answers fit which interaction. */
function getAllowedTypes(record: InteractionRecord): number[] {
  if (record.type === T.ApplicationCommandAutocomplete)
    return [R.ApplicationCommandAutocompleteResult];
  const message = [R.ChannelMessageWithSource, R.DeferredChannelMessageWithSource];
  const update = [R.DeferredMessageUpdate, R.UpdateMessage];
  if (record.type === T.ApplicationCommand) return [...message, R.Modal];
  if (record.type === T.MessageComponent) return [...message, ...update, R.Modal];
  return record.source ? [...message, ...update] : message;
}

/**
 * Performs the first answer to an interaction; throws without having done anything when it is
 * wrong.
 */
export function respondToInteraction(
  core: Core,
  record: InteractionRecord,
  body: Field,
  uploads: UploadedFile[],
): MessageRecord | null {
  const channel = core.state.channels.get(record.channelId);
  if (!channel) throw discordError(10003);
  const type = body.key('type').choice(getAllowedTypes(record), true);
  body.form.throwIfFailed();
  const data = body.key('data');
  const id = record.id;
  let outcome: Outcome;
  let isFinal = true;
  switch (type) {
    case R.ApplicationCommandAutocompleteResult:
      outcome = { kind: 'autocomplete', interactionId: id, choices: readChoices(data) };
      break;
    case R.Modal: {
      const modal = readModal(data);
      body.form.throwIfFailed();
      record.modal = modal;
      core.interactions.modals.set(id, record);
      outcome = { kind: 'modal', interactionId: id, modalId: id, ...modal };
      break;
    }
    case R.ChannelMessageWithSource: {
      const composed = composeNew(core, {
        channel,
        authorId: record.applicationId,
        body: data,
        uploads,
        flags: FLAGS_ON_CREATE | EPHEMERAL,
      });
      record.original = postResponse(core, record, channel, composed);
      outcome = createMessageOutcome(core, record, record.original);
      break;
    }
    case R.DeferredChannelMessageWithSource: {
      const flags = (data.isPresent ? (data.key('flags').int() ?? 0) : 0) & EPHEMERAL;
      body.form.throwIfFailed();
      record.original = postResponse(core, record, channel, { flags: flags | LOADING });
      outcome = { kind: 'deferred', interactionId: id, ephemeral: flags !== 0, update: false };
      isFinal = false;
      break;
    }
    case R.DeferredMessageUpdate:
      record.original = record.source;
      outcome = { kind: 'deferred', interactionId: id, ephemeral: false, update: true };
      isFinal = false;
      break;
    default: {
      const source = record.source!;
      editSource(core, channel, source, record.applicationId, data, uploads);
      record.original = source;
      outcome = { kind: 'update', interactionId: id, message: presentMessage(core, source) };
    }
  }
  record.state = 'answered';
  if (record.deadline) clearTimeout(record.deadline);
  record.onFirstOutcome(outcome);
  if (isFinal) record.onFinalOutcome(outcome);
  core.eventBus.publishToPeople(
    'interaction',
    channel,
    (person) => person === record.userId,
    () => outcome,
  );
  return record.original;
}

export function createMessageOutcome(
  core: Core,
  record: InteractionRecord,
  message: MessageRecord,
): Outcome {
  return {
    kind: 'message',
    interactionId: record.id,
    ephemeral: message.ephemeralFor !== null,
    message: presentMessage(core, message),
  };
}

function editSource(
  core: Core,
  channel: ChannelRecord,
  source: MessageRecord,
  authorId: string,
  body: Field,
  uploads: UploadedFile[],
): void {
  if (!body.isPresent) return;
  const input = { channel, authorId, body, uploads, flags: FLAGS_ON_EDIT };
  changeMessage(core, source, composeEdit(core, source, input));
}

/** A further message: it refers to the first answer and names it in its metadata. */
export function postFollowUp(
  core: Core,
  record: InteractionRecord,
  channel: ChannelRecord,
  fields: Partial<MessageContent> & { flags: number },
): MessageRecord {
  const originalResponseId = record.original?.id;
  const metadata = { ...record.metadata, ...(originalResponseId ? { originalResponseId } : {}) };
  return postResponse(core, { ...record, metadata }, channel, fields, record.original);
}

/** Posts an answer where all see it, or keeps it for the one person it is for. */
function postResponse(
  core: Core,
  record: InteractionRecord,
  channel: ChannelRecord,
  fields: Partial<MessageContent> & { flags: number },
  reference: MessageRecord | null = record.source,
): MessageRecord {
  const message = {
    ...fields,
    authorId: record.applicationId,
    webhookId: record.applicationId,
    type: getMessageType(record, reference),
    interaction: record.metadata,
    reference: reference
      ? { messageId: reference.id, channelId: reference.channelId, guildId: reference.guildId }
      : null,
  };
  if (!(fields.flags & EPHEMERAL)) return postMessage(core, channel, message);
  const ephemeral = createMessageRecord(core, channel, { ...message, ephemeralFor: record.userId });
  core.interactions.addEphemeral(ephemeral);
  announceMessage(core, 'create', ephemeral);
  return ephemeral;
}

function getMessageType(record: InteractionRecord, reference: MessageRecord | null): MessageType {
  if (reference) return MessageType.Reply;
  if (record.type !== T.ApplicationCommand) return MessageType.Default;
  return record.metadata.commandType === 1
    ? MessageType.ChatInputCommand
    : MessageType.ContextMenuCommand;
}
