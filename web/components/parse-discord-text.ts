/** A piece of a line. */
export interface Span {
  text: string;
  isBold: boolean;
  isItalic: boolean;
}

export interface Line {
  kind: 'heading' | 'quote' | 'subtext' | 'text';
  spans: Span[];
}

const PREFIXES = [
  ['# ', 'heading'],
  ['## ', 'heading'],
  ['### ', 'heading'],
  ['> ', 'quote'],
  ['-# ', 'subtext'],
] as const;

/** Of Discord's markdown, what labels write into texts: headings, bold, italic, quotes, subtext. */
export const parseDiscordText = (text: string): Line[] =>
  text.split('\n').map((line) => {
    const prefix = PREFIXES.find(([mark]) => line.startsWith(mark));
    return {
      kind: prefix?.[1] ?? 'text',
      spans: parseSpans(prefix ? line.slice(prefix[0].length) : line),
    };
  });

function parseSpans(line: string): Span[] {
  const spans: Span[] = [];
  let text = '';
  let isBold = false;
  let isItalic = false;
  const end = () => {
    if (text !== '') spans.push({ text, isBold, isItalic });
    text = '';
  };
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '\\' && index + 1 < line.length) {
      index += 1;
      text += line[index];
    } else if (line.startsWith('**', index)) {
      end();
      isBold = !isBold;
      index += 1;
    } else if (line[index] === '*') {
      end();
      isItalic = !isItalic;
    } else text += line[index];
  }
  end();
  return spans;
}

/** Text that a person wrote, as {@link parseDiscordText} leaves it. */
export const escapeDiscordText = (text: string): string =>
  text.replace(/[\\*>#-]/g, (mark) => `\\${mark}`);
