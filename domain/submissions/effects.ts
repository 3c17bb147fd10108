import { defineEffect } from '../effects/define-effect.ts';

const submissionEffect = (kind: string) =>
  defineEffect({ kind, version: 1, subjectType: 'submission', payloadField: null });

/** The staff card of a new demo. */
export const cardPost = submissionEffect('card.post');
/** The card is rendered again. */
export const cardEdit = submissionEffect('card.edit');
/** The private staff thread of a new demo, and its first message. */
export const threadOpen = submissionEffect('thread.open');
export const threadIntro = submissionEffect('thread.intro');
/** Duplicates of a thread are deleted that an attempt with an unknown outcome may have opened. */
export const threadTidy = submissionEffect('thread.tidy');
/** The artist is told the number of a demo that was deferred. */
export const deferredAcceptedDm = submissionEffect('dm.parked');
