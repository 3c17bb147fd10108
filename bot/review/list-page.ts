import { type APIButtonComponent, ComponentType } from 'discord-api-types/v10';
import type { SubmissionWithCard } from '../../domain/review/with-cards.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { linkTarget } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { toTextValues } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';

/** Demos of a page whose lines fit into one message, links included. */
export const PAGE_SIZE = 12;

/** One page of a list of demos. @param page.end what stands there when the page has no line */
export const presentListPage = (page: {
  title: string;
  lines: readonly string[];
  end: string;
  buttons: APIButtonComponent[];
}): MessageBody =>
  createMessage({
    type: ComponentType.Container,
    accent_color: ACCENT_COLOUR,
    components: [
      textDisplay(page.title),
      textDisplay(page.lines.join('\n') || page.end),
      ...(page.buttons.length > 0
        ? [{ type: ComponentType.ActionRow as const, components: page.buttons }]
        : []),
    ],
  });

/** A demo with its status; its title links its card. */
export function formatDemoLine(t: Translator, item: SubmissionWithCard): string {
  const values = toTextValues(t, item);
  const url = item.cardUrl && linkTarget(item.cardUrl);
  return url ? t('review.recent.line_linked', { ...values, url }) : t('review.recent.line', values);
}
