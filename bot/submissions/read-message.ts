import type { Message } from 'discord.js';
import { MAX_FILES_AT_ONCE } from '../../domain/files/file-limits.ts';
import { findLinks } from '../../domain/links/find-links.ts';
import { parseTrackLink } from '../../domain/links/parse-track-link.ts';
import { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import { FILES_FIELD, type FormValues, toAnnouncedFile, toFilesValue } from '../forms/index.ts';
import { takeFittingLines, toSingleLine, truncate } from '../messages/markdown.ts';

/** What the form of a demo is filled with from a message, and from what it forwards. */
export function readMessage(message: Message): FormValues {
  const parts = [message, ...message.messageSnapshots.values()];
  const text = parts
    .map(({ content }) => content)
    .filter(Boolean)
    .join('\n');
  const files = parts
    .flatMap(({ attachments }) => attachments.map(toAnnouncedFile))
    .slice(0, MAX_FILES_AT_ONCE);
  return {
    trackUrl: findTrackUrl(text),
    // Who sent nothing but a link has no message.
    message:
      findLinks(text).rest.trim() === '' ? '' : truncate(text.trim(), FIELD_MAX_LENGTHS.message),
    ...(files.length > 0 ? { [FILES_FIELD]: toFilesValue(files) } : {}),
  };
}

/** The links of the text; the text itself when its link is one that the form refuses, and why. */
function findTrackUrl(text: string): string {
  const parsed = parseTrackLink(text);
  switch (parsed.kind) {
    case 'link':
      return takeFitting([parsed.link.url]);
    case 'several':
      return takeFitting(parsed.links.map(({ url }) => url));
    case 'files':
      return takeFitting(parsed.files.map(({ url }) => url));
    case 'refused':
      return parsed.code === 'missing' ? '' : takeFitting([toSingleLine(text)]);
  }
}

/** The first links that fit into the field. */
const takeFitting = (links: readonly string[]): string =>
  takeFittingLines(links, FIELD_MAX_LENGTHS.trackUrl).join(' ');
