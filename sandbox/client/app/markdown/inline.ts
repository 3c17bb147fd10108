import type { Inline } from './types.ts';

type Rule = [RegExp, (match: RegExpExecArray) => Inline];

const wrap =
  (kind: 'strong' | 'em' | 'u' | 's' | 'spoiler') =>
  (match: RegExpExecArray): Inline => ({ kind, children: parseInline(match[1] ?? match[2] ?? '') });

const plain = (href: string): Inline => ({
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
  [/^<(https?:\/\/[^\s>]+)>/, ([, href]) => plain(href!)],
  [/^https?:\/\/[^\s<]+[^\s<.,:;"'\])!?*_~|]/, ([href]) => plain(href)],
  [/^\|\|([\s\S]+?)\|\|/, wrap('spoiler')],
  [/^\*\*([\s\S]+?)\*\*(?!\*)/, wrap('strong')],
  [/^__([\s\S]+?)__(?!_)/, wrap('u')],
  [/^~~([\s\S]+?)~~/, wrap('s')],
  [/^\*(?!\s)((?:\*\*[\s\S]+?\*\*|[^*])+?)(?<!\s)\*(?!\*)/, wrap('em')],
  [/^_((?:__[\s\S]+?__|[^_])+?)_(?!\w)/, wrap('em')],
];

/** Where any rule may begin; everything else is text. */
const SPECIAL = /[\\`<@[|*_~h]/g;

export function parseInline(source: string): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  const addText = (text: string) => {
    const last = out.at(-1);
    if (last?.kind === 'text') last.text += text;
    else if (text) out.push({ kind: 'text', text });
  };
  while (at < source.length) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(source)?.index ?? source.length;
    if (next > at) {
      addText(source.slice(at, next));
      at = next;
      continue;
    }
    const found = firstRule(source, at);
    if (!found) {
      addText(source[at]!);
      at++;
    } else {
      if (found.node.kind === 'text') addText(found.node.text);
      else out.push(found.node);
      at += found.length;
    }
  }
  return out;
}

function firstRule(source: string, at: number): { node: Inline; length: number } | null {
  const rest = source.slice(at);
  // An underscore or a link inside a word is just that.
  const inWord = at > 0 && /\w/.test(source[at - 1]!);
  for (const [pattern, make] of RULES) {
    const match = pattern.exec(rest);
    if (!match || (inWord && /^[_h]/.test(rest) && !rest.startsWith('__'))) continue;
    return { node: make(match), length: match[0].length };
  }
  return null;
}
