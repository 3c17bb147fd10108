import { type TemplateVariable, VALUE_MAX_LENGTH } from '../../../domain/templates/template.ts';
import { escapeKeepingLinks, escapeSingleLine, linkTarget } from '../markdown.ts';

/** What a template's variables stand for, as a message of Discord's says it. */
export function toTemplateValues(demo: {
  artistName: string;
  trackTitle: string;
  labelName: string;
  number: number;
  trackUrl?: string | null;
  reason?: string | null;
}): Record<TemplateVariable, string> {
  const url = demo.trackUrl ? linkTarget(demo.trackUrl, VALUE_MAX_LENGTH.link - 2) : null;
  return {
    artist: escapeSingleLine(demo.artistName, VALUE_MAX_LENGTH.artist - 2),
    title: escapeSingleLine(demo.trackTitle, VALUE_MAX_LENGTH.title - 2),
    label: escapeSingleLine(demo.labelName, VALUE_MAX_LENGTH.label - 2),
    number: `#${demo.number}`,
    link: url ? `<${url}>` : '',
    reason: escapeKeepingLinks(demo.reason ?? '', VALUE_MAX_LENGTH.reason),
  };
}
