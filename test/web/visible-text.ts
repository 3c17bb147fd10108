/** Attributes that people read or hear. */
const TEXT_ATTRIBUTES = ['title', 'aria-label', 'aria-valuetext', 'placeholder', 'alt', 'content'];
/** Not texts: keys, code, moments that Intl writes, and what is no content. */
const SKIPPED_ELEMENTS = ['script', 'style', 'kbd', 'code', 'pre', 'time', 'textarea'];

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name] ?? '');

/**
 * Everything that a page as HTML shows or says: its texts and the attributes that are read. A text
 * does not end at a moment or a comment within it.
 */
export function readVisibleText(html: string): string[] {
  const texts: string[] = [];
  let skipped: string | null = null;
  let isContinued = false;
  for (const [token, tag, isClosing, name, attributes] of html.matchAll(
    /<!--.*?-->|<!doctype[^>]*>|(<(\/?)([a-z][\w-]*)((?:"[^"]*"|[^">])*)>)|[^<]+/gis,
  )) {
    if (token.startsWith('<!')) continue;
    const element = name?.toLowerCase() ?? '';
    const wasContinued = isContinued;
    isContinued = skipped ? isContinued : !tag || (isContinued && element === 'time');
    if (skipped) {
      if (isClosing && element === skipped) skipped = null;
    } else if (!tag) texts.push((wasContinued ? (texts.pop() ?? '') : '') + decode(token));
    else if (!isClosing && SKIPPED_ELEMENTS.includes(element)) skipped = element;
    else if (!isClosing && !['meta', 'link'].includes(element))
      texts.push(...readAttributes(attributes));
    else if (element === 'meta' && attributes?.includes('name="description"'))
      texts.push(...readAttributes(attributes));
  }
  return texts.filter((text) => text.trim() !== '');
}

const readAttributes = (attributes = ''): string[] =>
  [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].flatMap(([, name, value]) =>
    TEXT_ATTRIBUTES.includes(name ?? '') ? [decode(value ?? '')] : [],
  );
