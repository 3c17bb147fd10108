import { LOGO_URL_MAX_LENGTH } from './template.ts';

/** An address that Discord takes for a picture, and loads itself: https, with a host's full name. */
export function parseLogoUrl(value: string): string | null {
  if (value.length > LOGO_URL_MAX_LENGTH || !URL.canParse(value)) return null;
  const { protocol, hostname, username, password, href } = new URL(value);
  const isPlain = protocol === 'https:' && username === '' && password === '';
  return isPlain &&
    /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(hostname) &&
    href.length <= LOGO_URL_MAX_LENGTH
    ? href
    : null;
}
