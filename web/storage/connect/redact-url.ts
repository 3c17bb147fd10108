/** Names under which drivers take a password in a query. */
const SECRET_NAME = /pass|pwd|secret|token|key/i;

/**
 * A typed address without its password, to be corrected; empty when it is not certain where that is.
 */
export function redactUrl(text: string): string {
  const start = text.indexOf('://');
  const end = text.lastIndexOf('@');
  if (start === -1 || end < start) return '';
  const parameters = text.slice(end).split(/[?&]/).slice(1);
  if (parameters.some((parameter) => SECRET_NAME.test(parameter.split('=')[0] ?? ''))) return '';
  const login = text.slice(start + 3, end);
  // An unencoded one may begin anywhere.
  if (/[/?#@]/.test(login)) return '';
  const [user = ''] = login.split(':');
  return `${text.slice(0, start + 3)}${user}:${text.slice(end)}`;
}
