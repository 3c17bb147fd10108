import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import test from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { startApp } from '../helpers/app.ts';
import { createLabel, setUpLabel, submitDemo } from '../helpers/label.ts';

const SECRET = 'Unheard Secret Title';

/**
 * Every address of the dashboard, from the build's own list of routes: a new one cannot be
 * forgotten.
 */
async function listRoutePaths(): Promise<string[]> {
  const file = path.resolve(import.meta.dirname, '../../build/server/index.js');
  const build = (await import(pathToFileURL(file).href)) as unknown as ServerBuild;
  const fullPath = (id: string | undefined): string => {
    const route = id ? build.routes[id] : undefined;
    return route ? [fullPath(route.parentId), route.path ?? ''].filter(Boolean).join('/') : '';
  };
  return Object.keys(build.routes).map(fullPath);
}

test('somebody of another server, a member who is not staff, and a stranger get nothing', async (t) => {
  const app = await startApp(t, { processes: ['server', 'bot', 'worker'] });
  const mine = await createLabel(app, { plan: 'pro' });
  const theirs = await createLabel(app, { plan: 'pro' });
  await setUpLabel(app, mine);
  await setUpLabel(app, theirs);
  await submitDemo(app, theirs, { trackTitle: SECRET });

  const otherServer = createHttpVisitor(app.url, app.discord.url);
  await otherServer.logIn(mine.owner);
  const member = createHttpVisitor(app.url, app.discord.url);
  await member.logIn(theirs.artist);
  const stranger = createHttpVisitor(app.url, app.discord.url);
  const staff = createHttpVisitor(app.url, app.discord.url);
  await staff.logIn(theirs.staff);

  const guildPaths = [...new Set(await listRoutePaths())].filter((each) =>
    each.startsWith('g/:guildId'),
  );
  t.true(guildPaths.length >= 6, guildPaths.join(' '));
  const at = (pattern: string, guildId: string) =>
    `/${pattern.replace(':guildId', guildId).replace(':number', '1').replace('*', 'x')}`;

  t.true((await staff.get(at('g/:guildId/submissions', theirs.guildId))).text.includes(SECRET));
  const notFoundPage = await otherServer.get(at('g/:guildId/submissions', '999999999999999999'));
  t.is(notFoundPage.status, 404);
  const normalize = (text: string) =>
    text
      .replace(/nonce="[^"]*"/g, '')
      .replace(/\d{17,19}/g, 'ID')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID');
  for (const pattern of guildPaths) {
    const address = at(pattern, theirs.guildId);
    for (const [visitorName, visitor] of Object.entries({ otherServer, member })) {
      const page = await visitor.get(address);
      t.is(page.status, 404, `${visitorName} GET ${address}`);
      t.false(page.text.includes(SECRET), `${visitorName} GET ${address}`);
      const missing = await visitor.get(at(pattern, '999999999999999999'));
      t.is(
        normalize(page.text).length,
        normalize(missing.text).length,
        `${visitorName} ${address}: as what does not exist`,
      );
      for (const intent of ['approve', 'reject', 'message', 'undo', 'status', 'rename', 'save']) {
        const posted = await visitor.post(address, {
          intent,
          requestId: `web:${intent}-0000000000`,
          reason: 'x',
          body: 'x',
          status: 'approved',
          labelName: 'Stolen',
        });
        t.true(
          [404, 405].includes(posted.status),
          `${visitorName} POST ${intent} ${address}: ${posted.status}`,
        );
        t.false(posted.text.includes(SECRET));
      }
    }
    const strangerPage = await stranger.get(address);
    t.false(strangerPage.text.includes(SECRET), `stranger GET ${address}`);
    t.true(
      strangerPage.url.includes('/oauth2/authorize'),
      `stranger is asked to log in at ${address}`,
    );
  }
  const detail = await app.tenancy.read(theirs.guildId, (db) =>
    db.table('submissions').first('status', 'revision'),
  );
  t.deepEqual(detail, { status: 'in_queue', revision: 1 });
});
