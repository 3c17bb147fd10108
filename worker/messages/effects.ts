import { loadMessage, messageEffects, submissionEffects } from '../../domain/index.ts';
import type { GuildReader } from '../../tenancy/index.ts';
import { defineDeliverer } from '../deliver/types.ts';
import { sendMessage } from './message-dm.ts';
import { postThreadMessage, postUndelivered } from './thread-message.ts';

const load = (db: GuildReader, number: number, { messageId }: { messageId: string }) =>
  loadMessage(db, number, messageId);

export const deliverers = [
  defineDeliverer({ effect: messageEffects.messageDm, load, deliver: sendMessage }),
  defineDeliverer({
    effect: messageEffects.threadMessage,
    after: [submissionEffects.threadOpen],
    load,
    deliver: postThreadMessage,
  }),
  defineDeliverer({
    effect: messageEffects.undeliveredNotice,
    after: [submissionEffects.threadOpen],
    load,
    deliver: postUndelivered,
  }),
];
