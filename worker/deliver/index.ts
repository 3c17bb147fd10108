import { editCard, postCard } from './card.ts';
import { sendDecision, sendMessage, sendParkedIn } from './dm.ts';
import { postRouted } from './route.ts';
import {
  introduceThread,
  openThread,
  postThreadMessage,
  postUndelivered,
  tidyThreads,
} from './thread.ts';
import type { Deliver } from './types.ts';

/** Every kind of outbox row, and who delivers it. */
export const deliverers: Readonly<Record<string, Deliver>> = {
  'card.post': postCard,
  'card.edit': editCard,
  'thread.open': openThread,
  'thread.intro': introduceThread,
  'thread.tidy': tidyThreads,
  'thread.message': postThreadMessage,
  'thread.notice': postUndelivered,
  'dm.decision': sendDecision,
  'dm.parked': sendParkedIn,
  'dm.message': sendMessage,
  'route.post': postRouted,
};
