import type { PollRecord } from '../state/types.ts';

export function presentPoll(poll: PollRecord, viewerId: string | null) {
  return {
    question: { text: poll.question },
    answers: poll.answers.map((answer) => ({
      answer_id: answer.id,
      poll_media: { text: answer.text, ...(answer.emoji ? { emoji: answer.emoji } : {}) },
    })),
    expiry: poll.expiry,
    allow_multiselect: poll.allowsMultiselect,
    layout_type: 1,
    results: {
      is_finalized: poll.isFinalized,
      answer_counts: poll.answers
        .filter((answer) => answer.voterIds.length > 0)
        .map((answer) => ({
          id: answer.id,
          count: answer.voterIds.length,
          me_voted: viewerId !== null && answer.voterIds.includes(viewerId),
        })),
    },
  };
}
