import type { PollRecord } from '../state/types.ts';
import { readEmoji } from './buttons.ts';
import type { Field } from './field.ts';

const MAX_ANSWERS = 10;
const MAX_HOURS = 32 * 24;
const DEFAULT_HOURS = 24;
const HOUR_MS = 3_600_000;

/** A poll as a message's creation asks for it. */
export function readPoll(field: Field, now: number): PollRecord | undefined {
  if (!field.isPresent || !field.object()) return undefined;
  const question = field.key('question').key('text').string({ min: 1, max: 300, required: true });
  const answers = field
    .key('answers')
    .list({ min: 1, max: MAX_ANSWERS, required: true })
    .map((item, index) => {
      const media = item.key('poll_media');
      return {
        id: index + 1,
        text: media.key('text').string({ min: 1, max: 55, required: true }) ?? '',
        emoji: readEmoji(media.key('emoji')) ?? null,
        voterIds: [],
      };
    });
  const hours = field.key('duration').int({ min: 1, max: MAX_HOURS }) ?? DEFAULT_HOURS;
  field.key('layout_type').choice([1]);
  return {
    question: question ?? '',
    answers,
    expiry: new Date(now + hours * HOUR_MS).toISOString(),
    allowsMultiselect: field.key('allow_multiselect').bool() ?? false,
    isFinalized: false,
  };
}
