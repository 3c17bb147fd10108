import type { MessageTranslator } from '../translator.ts';

/** The last line of a DM: which demo it is about and, where replies are forwarded, how to reply. */
export const formatReplyHint = (t: MessageTranslator, number: number, canReply: boolean): string =>
  t(canReply ? 'artist_messages.reply_hint' : 'artist_messages.no_reply_hint', { number });
