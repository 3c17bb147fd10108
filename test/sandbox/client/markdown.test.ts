import test from 'ava';
import { parseBlocks } from '../../../sandbox/client/app/markdown/blocks.ts';
import { formatTime } from '../../../sandbox/client/app/markdown/format-time.ts';
import { parseInline } from '../../../sandbox/client/app/markdown/inline.ts';

const textNode = (value: string) => ({ kind: 'text', text: value });

test('words: emphasis, code, links, mentions, escapes', (t) => {
  t.deepEqual(parseInline('a **b *c*** ~~d~~ __e__ ||f||'), [
    textNode('a '),
    { kind: 'strong', children: [textNode('b '), { kind: 'em', children: [textNode('c')] }] },
    textNode(' '),
    { kind: 's', children: [textNode('d')] },
    textNode(' '),
    { kind: 'u', children: [textNode('e')] },
    textNode(' '),
    { kind: 'spoiler', children: [textNode('f')] },
  ] as never);
  t.deepEqual(parseInline('\\*no\\* snake_case_name 2 * 3 * 4'), [
    textNode('*no* snake_case_name 2 * 3 * 4'),
  ] as never);
  t.deepEqual(
    parseInline('<@1> <@&2> <#3> </submit:4> <t:5:R>').filter(({ kind }) => kind !== 'text'),
    [
      { kind: 'user', id: '1' },
      { kind: 'role', id: '2' },
      { kind: 'channel', id: '3' },
      { kind: 'command', name: 'submit' },
      { kind: 'time', seconds: 5, style: 'R' },
    ],
  );
  t.deepEqual(parseInline('[x](https://a.example/b) https://c.example/d.'), [
    { kind: 'link', href: 'https://a.example/b', children: [textNode('x')] },
    textNode(' '),
    { kind: 'link', href: 'https://c.example/d', children: [textNode('https://c.example/d')] },
    textNode('.'),
  ] as never);
  t.deepEqual(parseInline('[x](javascript:alert(1))'), [
    textNode('[x](javascript:alert(1))'),
  ] as never);
});

test('blocks: headings, subtext, quotes, lists, fences', (t) => {
  const kinds = (source: string) => parseBlocks(source).map(({ kind }) => kind);
  t.deepEqual(kinds('# One\n-# small\nwords\nmore\n> said\n> so\n- a\n  - b\n- c\n```js\n1\n```'), [
    'heading',
    'subtext',
    'paragraph',
    'quote',
    'list',
    'fence',
  ]);
  t.deepEqual(kinds('>>> all\nof it\n# too'), ['quote']);
  const [list] = parseBlocks('3. a\n4. b');
  t.like(list, { kind: 'list', ordered: true, start: 3 });
  t.deepEqual(parseBlocks(''), []);
});

test('times say how long ago', (t) => {
  t.is(formatTime(0, 'R', 3 * 3600_000), '3 hours ago');
  t.is(formatTime(600, 'R', 0), 'in 10 minutes');
});
