import { loadDecision, reviewEffects } from '../../domain/index.ts';
import { defineDeliverer } from '../deliver/types.ts';
import { sendDecision } from './decision-dm.ts';
import { postRoutedSubmission } from './routing-post.ts';

export const deliverers = [
  defineDeliverer({
    effect: reviewEffects.decisionDm,
    load: (db, number, { eventId }) => loadDecision(db, number, eventId),
    deliver: sendDecision,
  }),
  defineDeliverer({
    effect: reviewEffects.routingPost,
    load: (db, number, { eventId }) => loadDecision(db, number, eventId),
    deliver: postRoutedSubmission,
  }),
];
