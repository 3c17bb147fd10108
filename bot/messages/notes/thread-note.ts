import { ComponentType } from 'discord-api-types/v10';
import type { NoteView } from '../../../domain/notes/load-note.ts';
import { formatDuration } from '../files/file-lines.ts';
import { escapeKeepingLinks, escapeSingleLine } from '../markdown.ts';
import { createMessage, MAX_TEXT_LENGTH, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';

/** A note of staff, in the submission's thread. It notifies whom it names at its end. */
export function presentNote(t: MessageTranslator, view: NoteView): MessageBody {
  const heading = formatHeading(t, view);
  const mentions = formatMentions(t, view);
  const body = escapeKeepingLinks(
    view.body,
    MAX_TEXT_LENGTH - heading.length - mentions.length - 2,
  );
  const message = createMessage({
    type: ComponentType.Container,
    components: [textDisplay([heading, body, mentions].filter(Boolean).join('\n'))],
  });
  return mentions
    ? { ...message, allowed_mentions: { parse: [], users: view.mentionIds } }
    : message;
}

const formatMentions = (t: MessageTranslator, { mentionIds }: NoteView): string =>
  mentionIds.length === 0
    ? ''
    : t('notes.mentions', { mentions: mentionIds.map((id) => `<@${id}>`).join(' ') });

function formatHeading(
  t: MessageTranslator,
  { authorName, fileName, positionMs }: NoteView,
): string {
  const name = escapeSingleLine(authorName, 80);
  const file = fileName === null ? null : escapeSingleLine(fileName, 100);
  if (positionMs === null)
    return file === null ? t('notes.plain', { name }) : t('notes.about_file', { name, file });
  // As players show it: the second that is playing.
  const position = formatDuration(Math.floor(positionMs / 1_000) * 1_000);
  return file === null
    ? t('notes.at', { name, position })
    : t('notes.at_of_file', { name, position, file });
}
