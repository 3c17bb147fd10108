import { defineEffect } from '../effects/define-effect.ts';

const decisionEffect = (kind: string) =>
  defineEffect({ kind, version: 1, subjectType: 'submission', payloadField: 'eventId' });

/** The artist is told of a decision, unless it has been undone. */
export const decisionDm = decisionEffect('dm.decision');
/** A decided demo is posted in the channel that the label chose for it. */
export const routingPost = decisionEffect('route.post');
