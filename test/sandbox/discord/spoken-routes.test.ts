import { readFile } from 'node:fs/promises';
import test from 'ava';
import { RouteTable } from '../../../sandbox/discord/http/route-table.ts';
import { createRestRoutes } from '../../../sandbox/discord/rest/index.ts';
import { NOT_SPOKEN_ROUTES } from '../../../sandbox/discord/rest/not-spoken.ts';

test('the README lists every route, and says of each whether it is spoken', async (t) => {
  const text = await readFile('sandbox/README.md', 'utf8');
  const rows = [...text.matchAll(/^\| `([A-Z]+ \/\S+)` \| (spoken|not spoken)(?:: [^|]+)? \|$/gm)];
  const documented = new Map(rows.map((row) => [row[1]!, row[2]!]));
  t.is(documented.size, rows.length, 'a route is listed twice');
  const notSpoken = new Set(NOT_SPOKEN_ROUTES.map(({ method, path }) => `${method} ${path}`));
  const actual = new Map(
    createRestRoutes()
      .list()
      .map(({ method, pattern }) => `${method} ${pattern}`)
      .map((route) => [route, notSpoken.has(route) ? 'not spoken' : 'spoken']),
  );
  t.deepEqual([...documented].toSorted(), [...actual].toSorted());
});

test('a table lists what was added to it', (t) => {
  const table = new RouteTable<null>();
  table.add('GET', '/a/:id', null);
  table.add('PUT', '/a/:id/b', null);
  t.deepEqual(table.list(), [
    { method: 'GET', pattern: '/a/:id' },
    { method: 'PUT', pattern: '/a/:id/b' },
  ]);
});
