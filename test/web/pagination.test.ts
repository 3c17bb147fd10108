import test from 'ava';
import { OPERATOR, sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

const OVERSIZED_ID = '9'.repeat(20);
const getApp = sharedWebApp();

test('what no list gave as the position of a page is a 400, on every list', async (t) => {
  const app = await getApp();
  const { inboxPath } = await createWebLabel(app, { ownerId: OPERATOR.id });
  const visitor = await app.signIn(OPERATOR.id);
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
    `${inboxPath}?before=abc`,
    `${inboxPath}?before=${OVERSIZED_ID}`,
  ])
    t.is((await visitor.get(path)).status, 400, path);
  for (const path of [
    '/operator?search=&before=',
    '/operator?before=900000000000000001',
    '/operator/moves?state=all',
    '/operator/secrets?guild=',
    '/operator/audit?guild=&operator=',
    inboxPath,
  ])
    t.is((await visitor.get(path)).status, 200, path);
});
