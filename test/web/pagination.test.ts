import test from 'ava';
import { LABEL } from './fixtures/people.ts';
import { openPreview } from './open-preview.ts';

const OVERSIZED_ID = '9'.repeat(20);

test('what no list gave as the place of a page is a 400, on every list', async (t) => {
  const { url } = await openPreview(t);
  const inboxUrl = `/g/${LABEL}/submissions`;
  for (const path of [
    '/operator?before=abc',
    `/operator?before=${OVERSIZED_ID}`,
    '/operator?before=1&before=2',
    '/operator/moves?before=%27',
    '/operator/secrets?before=%27',
    `/operator/secrets?guild=${OVERSIZED_ID}`,
    '/operator/audit?before=%27',
    `/operator/audit?guild=${OVERSIZED_ID}`,
    '/operator/audit?operator=a&operator=b',
    `${inboxUrl}?before=abc`,
    `${inboxUrl}?before=${OVERSIZED_ID}`,
  ])
    t.is((await fetch(url + path)).status, 400, path);
  for (const path of [
    '/operator?search=&before=',
    '/operator?before=900000000000000001',
    '/operator/moves?state=all',
    '/operator/secrets?guild=',
    '/operator/audit?guild=&operator=',
    inboxUrl,
  ])
    t.is((await fetch(url + path)).status, 200, path);
});
