import type { CardView } from '../../../domain/deliveries/views.ts';
import { toSingleLine, truncate } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';

/** Discord refuses names that are longer. */
const MAX_NAME_LENGTH = 100;

/** How a submission's thread is found again: its name keeps this beginning, in every language. */
const threadNamePrefix = (number: number): string => `#${number} · `;

/**
 * A name without anybody's words, for when Discord refuses those. Its digits are apart: a number
 * can be what is refused.
 */
export const formatNeutralThreadName = (number: number): string =>
  `# ${[...String(number)].join('-')} ·`;

export const threadNamePrefixes = (number: number): readonly string[] => [
  threadNamePrefix(number),
  formatNeutralThreadName(number),
];

export const formatThreadName = (view: CardView): string =>
  truncate(
    `${threadNamePrefix(view.number)}${toSingleLine(view.artistName)} – ${toSingleLine(view.trackTitle)}`,
    MAX_NAME_LENGTH,
  );

/** @param canReply whether the label's plan forwards what the artist answers */
export const presentThreadIntro = (
  t: MessageTranslator,
  { number }: CardView,
  canReply: boolean,
): MessageBody =>
  createMessage(
    textDisplay(
      t(canReply ? 'submissions.thread.intro' : 'submissions.thread.intro_one_way', { number }),
    ),
  );
