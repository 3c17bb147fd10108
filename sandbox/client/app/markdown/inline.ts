import type { Inline } from './types.ts';

type Rule = [RegExp, (match: RegExpExecArray) => Inline];

const createWrapper =
  (kind: 'strong' | 'em' | 'u' | 's' | 'spoiler') =>
  (match: RegExpExecArray): Inline => ({ kind, children: parseInline(match[1] ?? match[2] ?? '') });

const createBareLink = (href: string): Inline => ({
  kind: 'link',
  href,
  children: [{ kind: 'text', text: href }],
});

/** In order: the first that fits at a place wins. */
const RULES: Rule[] = [
  [/^\\([^\p{L}\p{N}\s])/u, ([, text]) => ({ kind: 'text', text: text! })],
  [/^``([\s\S]+?)``(?!`)/, ([, text]) => ({ kind: 'code', text: text!.trim() })],
  [/^`([^`]+)`/, ([, text]) => ({ kind: 'code', text: text! })],
  [/^<@!?(\d+)>/, ([, id]) => ({ kind: 'user', id: id! })],
  [/^<@&(\d+)>/, ([, id]) => ({ kind: 'role', id: id! })],
  [/^<#(\d+)>/, ([, id]) => ({ kind: 'channel', id: id! })],
  [/^<\/([^:>]+):\d+>/, ([, name]) => ({ kind: 'command', name: name! })],
  [/^<a?:(\w+):\d+>/, ([, name]) => ({ kind: 'emoji', name: name! })],
  [
    /^<t:(-?\d+)(?::([tTdDfFR]))?>/,
    ([, seconds, style]) => ({ kind: 'time', seconds: Number(seconds), style: style ?? 'f' }),
  ],
  [/^@(everyone|here)\b/, ([text]) => ({ kind: 'everyone', text })],
  [
    /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?:\s+"[^"]*")?\)/,
    ([, text, href]) => ({ kind: 'link', href: href!, children: parseInline(text!) }),
  ],
  [/^<(https?:\/\/[^\s>]+)>/, ([, href]) => createBareLink(href!)],
  [/^https?:\/\/[^\s<]+[^\s<.,:;"'\])!?*_~|]/, ([href]) => createBareLink(href)],
  [/^\|\|([\s\S]+?)\|\|/, createWrapper('spoiler')],
  [/^\*\*([\s\S]+?)\*\*(?!\*)/, createWrapper('strong')],
  [/^__([\s\S]+?)__(?!_)/, createWrapper('u')],
  [/^~~([\s\S]+?)~~/, createWrapper('s')],
  [/^\*(?!\s)((?:\*\*[\s\S]+?\*\*|[^*])+?)(?<!\s)\*(?!\*)/, createWrapper('em')],
  [/^_((?:__[\s\S]+?__|[^_])+?)_(?!\w)/, createWrapper('em')],
];

/** Where any rule may begin; everything else is text. */
const SPECIAL = /[\\`<@[|*_~h]/g;

export function parseInline(source: string): Inline[] {
  const nodes: Inline[] = [];
  let offset = 0;
  const addText = (text: string) => {
    const last = nodes.at(-1);
    if (last?.kind === 'text') last.text += text;
    else if (text) nodes.push({ kind: 'text', text });
  };
  while (offset < source.length) {
    SPECIAL.lastIndex = offset;
    const next = SPECIAL.exec(source)?.index ?? source.length;
    if (next > offset) {
      addText(source.slice(offset, next));
      offset = next;
      continue;
    }
    const match = matchRule(source, offset);
    if (!match) {
      addText(source[offset]!);
      offset++;
    } else {
      if (match.node.kind === 'text') addText(match.node.text);
      else nodes.push(match.node);
      offset += match.length;
    }
  }
  return nodes;
}

function matchRule(source: string, offset: number): { node: Inline; length: number } | null {
  const rest = source.slice(offset);
  // An underscore or a link inside a word is just that.
  const isInsideWord = offset > 0 && /\w/.test(source[offset - 1]!);
  for (const [pattern, createNode] of RULES) {
    const match = pattern.exec(rest);
    if (!match || (isInsideWord && /^[_h]/.test(rest) && !rest.startsWith('__'))) continue;
    return { node: createNode(match), length: match[0].length };
  }
  return null;
}
