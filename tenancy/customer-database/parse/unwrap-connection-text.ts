const QUOTES = ['"', "'", '`'];

/**
 * The address in what was copied: a line of an environment file, a command of a shell, with quotes or
 * blanks around it.
 * @param text of bounded length
 */
export function unwrapConnectionText(text: string): string {
  const line = text.trim().replace(/^(export[ \t]+)?[A-Za-z_]\w*[ \t]*=[ \t]*/, '');
  const [command = '', ...rest] = line.split(/[ \t]+/);
  const address = command === 'psql' ? rest.join(' ') : line;
  return unquote(address.replace(/;$/, '').trim());
}

function unquote(text: string): string {
  const quote = QUOTES.find((each) => text.startsWith(each));
  return quote && text.length > 1 && text.endsWith(quote) ? text.slice(1, -1).trim() : text;
}
