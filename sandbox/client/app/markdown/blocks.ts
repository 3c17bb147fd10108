import { parseInline } from './inline.ts';
import type { Block } from './types.ts';

const FENCE = /^```(?:[\w+-]*\n)?([\s\S]*?)\n?```\n?/;
const HEADING = /^(#{1,3}) +(.+)$/;
const SUBTEXT = /^-# +(.+)$/;
const QUOTE = /^> ?(.*)$/;
const ITEM = /^( *)([-*]|\d+\.) +(.*)$/;

/** Discord's markdown: blocks by line, single line breaks kept. */
export function parseBlocks(source: string): Block[] {
  const blocks: Block[] = [];
  let text = '';
  const flush = () => {
    const content = text.replace(/\n$/, '');
    if (content.trim() !== '') blocks.push({ kind: 'paragraph', children: parseInline(content) });
    text = '';
  };
  const addBlock = (block: Block) => {
    flush();
    blocks.push(block);
  };
  let rest = source.replaceAll('\r\n', '\n');
  while (rest !== '') {
    const fence = FENCE.exec(rest);
    if (fence) {
      addBlock({ kind: 'fence', text: fence[1]! });
      rest = rest.slice(fence[0].length);
      continue;
    }
    if (rest.startsWith('>>> ')) {
      addBlock({ kind: 'quote', children: parseBlocks(rest.slice(4)) });
      break;
    }
    const [line, remainder] = cutLine(rest);
    const lines = ITEM.test(line)
      ? takeMatchingLines(rest, ITEM)
      : QUOTE.test(line)
        ? takeMatchingLines(rest, QUOTE)
        : null;
    const heading = HEADING.exec(line);
    const subtext = SUBTEXT.exec(line);
    if (heading)
      addBlock({
        kind: 'heading',
        level: heading[1]!.length as 1 | 2 | 3,
        children: parseInline(heading[2]!),
      });
    else if (subtext) addBlock({ kind: 'subtext', children: parseInline(subtext[1]!) });
    else if (lines && ITEM.test(line)) addBlock(parseList(lines.taken));
    else if (lines) {
      const inner = lines.taken.map((item) => QUOTE.exec(item)![1]).join('\n');
      addBlock({ kind: 'quote', children: parseBlocks(inner) });
    } else {
      // A fence may begin in the middle of a line.
      const fenceStart = line.indexOf('```');
      if (fenceStart > 0 && FENCE.test(rest.slice(fenceStart))) {
        text += rest.slice(0, fenceStart);
        rest = rest.slice(fenceStart);
        continue;
      }
      text += `${line}\n`;
    }
    rest = lines && !heading && !subtext ? lines.rest : remainder;
  }
  flush();
  return blocks;
}

function cutLine(text: string): [string, string] {
  const end = text.indexOf('\n');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

function takeMatchingLines(text: string, pattern: RegExp): { taken: string[]; rest: string } {
  const taken: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [line, remainder] = cutLine(rest);
    if (!pattern.test(line) || line.startsWith('-# ')) break;
    taken.push(line);
    rest = remainder;
  }
  return { taken, rest };
}

function parseList(lines: string[]): Block {
  const first = ITEM.exec(lines[0]!)!;
  const depth = first[1]!.length;
  const ordered = /\d/.test(first[2]!);
  const items: Block[][] = [];
  for (let index = 0; index < lines.length; ) {
    const text = ITEM.exec(lines[index]!)![3]!;
    let end = index + 1;
    while (end < lines.length && ITEM.exec(lines[end]!)![1]!.length > depth) end++;
    const nested = lines.slice(index + 1, end);
    items.push([
      { kind: 'paragraph', children: parseInline(text) },
      ...(nested.length > 0 ? [parseList(nested)] : []),
    ]);
    index = end;
  }
  return { kind: 'list', ordered, start: ordered ? Number.parseInt(first[2]!, 10) : 1, items };
}
