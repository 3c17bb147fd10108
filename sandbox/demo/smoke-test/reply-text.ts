import { inspect } from 'node:util';

/** Properties of messages, components, embeds, modals and errors that a person reads. */
const TEXT_PROPERTIES = new Set(['content', 'label', 'title', 'description', 'message', 'name']);

/**
 * Everything that a person reads of a reply, in its order and in full.
 * @param reply an outcome on Discord, a message, a page of the dashboard or a command's output
 */
export function readReplyText(reply: unknown): string {
  if (typeof reply === 'string') return reply;
  if (isPage(reply)) return `${reply.status} ${reply.url}\n${readHtmlText(reply.text)}`;
  const texts = [...collectTexts(reply)];
  // An outcome without a text, or of a shape that is not known here.
  if (texts.length === 0) return inspect(reply, { depth: null, maxStringLength: null });
  return texts.join('\n');
}

interface Page {
  status: number;
  url: string;
  text: string;
}

const isPage = (reply: unknown): reply is Page =>
  typeof reply === 'object' && reply !== null && 'status' in reply && 'text' in reply;

const readHtmlText = (html: string): string =>
  html
    .replace(/<(script|style|svg)\b.*?<\/\1>/gis, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

function* collectTexts(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value))
    if (typeof child === 'string') {
      if (child !== '' && TEXT_PROPERTIES.has(name)) yield child;
    } else yield* collectTexts(child);
}
