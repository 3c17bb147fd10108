import { editCard, postCard } from './card.ts';
import { sendDecision, sendDeferredAccepted, sendMessage } from './dm.ts';
import { postRoutedSubmission } from './routing-post.ts';
import {
  introduceThread,
  openThread,
  postThreadMessage,
  postUndelivered,
  removeDuplicateThreads,
} from './thread.ts';
import type { Deliver } from './types.ts';

/** Deliverers by kind of outbox row. */
export const deliverers: Readonly<Record<string, Deliver>> = {
  'card.post': postCard,
  'card.edit': editCard,
  'thread.open': openThread,
  'thread.intro': introduceThread,
  'thread.tidy': removeDuplicateThreads,
  'thread.message': postThreadMessage,
  'thread.notice': postUndelivered,
  'dm.decision': sendDecision,
  'dm.parked': sendDeferredAccepted,
  'dm.message': sendMessage,
  'route.post': postRoutedSubmission,
};
