/** Where avatars and server icons come from. */
const IMAGES = "'self' data: https://cdn.discordapp.com";

/**
 * The Content-Security-Policy that these pages are written for. `style-src-attr` is open because
 * Mantine sets custom properties in style attributes; nothing that a person typed ever gets there.
 *
 * @param nonce the request's nonce, the same as in the load context
 * @param extra `images`: further origins of avatars (a local Discord); `connect`: a dev server's socket
 */
export const contentSecurityPolicy = (
  nonce: string,
  extra: { images?: string; connect?: string } = {},
): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src ${[IMAGES, extra.images].filter(Boolean).join(' ')}`,
    "font-src 'self'",
    `connect-src ${["'self'", extra.connect].filter(Boolean).join(' ')}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
