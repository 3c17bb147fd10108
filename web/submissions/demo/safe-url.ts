/** An address that may become a link: http or https, nothing else. */
export function toSafeUrl(text: string | null): string | null {
  if (!text) return null;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

/** The host as people say it. */
export const getDisplayHost = (href: string): string => new URL(href).host.replace(/^www\./, '');
