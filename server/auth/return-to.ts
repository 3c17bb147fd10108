/** Where to go after log-in: a path of ours, whatever a link says. */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/servers';
  try {
    const url = new URL(value, 'http://own.invalid');
    if (url.origin !== 'http://own.invalid' || url.pathname.startsWith('/auth/')) return '/servers';
    return `${url.pathname}${url.search}`;
  } catch {
    return '/servers';
  }
}
