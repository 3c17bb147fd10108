import { Parser } from 'htmlparser2';

/** `0; url='https://…'`, as in `<meta http-equiv="refresh">`. */
const REFRESH_CONTENT = /^\s*[0-9.]+\s*[;,]\s*url\s*=\s*['"]?([^'"\s]+)/i;

/**
 * The address that a page redirects to or declares as its own: some short links respond with a page
 * instead of a redirect.
 * @returns null when the page names none
 */
export function findPageTarget(html: string): string | null {
  let refresh: string | null = null;
  let canonical: string | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { content = '', href = '', rel = '', property = '' } = attributes;
      if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh')
        refresh ??= REFRESH_CONTENT.exec(content)?.[1] ?? null;
      if (name === 'meta' && property.toLowerCase() === 'og:url') canonical ??= content || null;
      if (name === 'link' && rel.toLowerCase() === 'canonical') canonical ??= href || null;
    },
  });
  parser.end(html);
  return refresh ?? canonical;
}
