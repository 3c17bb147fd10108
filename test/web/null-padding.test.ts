import { text } from 'node:stream/consumers';
import test from 'ava';
import { createElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { removeNullPadding } from '../../web/null-padding.server.ts';

const NAME = 'فرقة النجوم 夜の果て';

/** A list of names, which begins at another offset to the end of React's chunks each time. */
const createList = (offset: number) =>
  createElement(
    'ul',
    { title: 'x'.repeat(offset) },
    Array.from({ length: 300 }, (_, key) => createElement('li', { key, title: NAME }, NAME)),
  );

test('a page in other scripts arrives as it was rendered, wherever its chunks end', async (t) => {
  for (let offset = 0; offset < 60; offset++) {
    const html = await text(renderToPipeableStream(createList(offset)).pipe(removeNullPadding()));
    const items = `<li title="${NAME}">${NAME}</li>`.repeat(300);
    t.true(html === `<ul title="${'x'.repeat(offset)}">${items}</ul>`, `offset ${offset}`);
  }
});
