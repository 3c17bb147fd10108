import test from 'ava';
import { recordArtistReachability } from '../../domain/deliveries/record.ts';
import { driveMove, moveToOwnDatabase, startMove, takeDatabaseAway } from './storage-states.ts';
import { readVisibleText } from './visible-text.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

// What a label's people are told of its storage, on every page around it.

const getApp = sharedWebApp();

/** A page as this person sees it. */
async function openPage({ app }: WebLabel, personId: string, path: string) {
  const { status, text } = await (await app.signIn(personId)).get(path);
  const texts = readVisibleText(text).map((each) => each.trim());
  return {
    status,
    html: text,
    texts,
    has: (...all: string[]) => all.every((each) => texts.includes(each)),
  };
}

test('a database that is away: staff are told so on every page, and the rest of the shell works', async (t) => {
  const label = await createWebLabel(await getApp());
  await label.submit();
  const customerDatabase = await moveToOwnDatabase(t, label);
  t.is((await openPage(label, label.staff, label.path)).status, 200);

  const heldDemo = { artistName: 'Low Tide', trackTitle: 'Paper Lanterns' };
  await takeDatabaseAway(label, customerDatabase, heldDemo);
  const overview = await openPage(label, label.staff, label.path);
  t.is(overview.status, 503);
  t.true(overview.has('Own database: not responding'), overview.texts.join('\n'));
  const inbox = await openPage(label, label.staff, label.inboxPath);
  t.is(inbox.status, 503);
  const plan = await openPage(label, label.staff, `${label.path}/settings/plan`);
  t.is(plan.status, 200);
  for (const page of [overview, inbox, plan]) {
    t.true(page.has('Pro · Own database', 'Overview', 'Submissions'), page.texts.join('\n'));
    t.true(page.has('The label’s database isn’t responding'));
    t.true(page.has('One demo is held until your database is back.', 'Paper Lanterns'));
    t.false(page.has('Go to storage'), 'only admins may go there');
  }
  const adminPage = await openPage(label, label.owner, label.path);
  t.true(
    adminPage.has('We can’t reach a database at this address.', 'Paper Lanterns', 'Go to storage'),
    adminPage.texts.join('\n'),
  );
  t.is(adminPage.texts.filter((each) => each === 'Go to storage').length, 1);
  t.is((await openPage(label, label.artist, label.path)).status, 404, 'a member is not staff');

  await customerDatabase.proxy.start();
  await (await label.app.signIn(label.owner)).post(label.storagePath, { intent: 'retest' });
  const restored = await openPage(label, label.staff, label.path);
  t.is(restored.status, 200);
  t.true(restored.has('Own database: connected'));
  t.false(restored.has('The label’s database isn’t responding'));
});

test('an artist who gets no messages, and “All delivered”, are never told at once', async (t) => {
  const label = await createWebLabel(await getApp());
  const { app, guildId } = label;
  const number = await label.submit();
  await app.tenancy.write(guildId, async (db) => {
    await db.table('outbox').delete();
  });
  t.true((await openPage(label, label.staff, label.path)).has('All delivered'));
  await app.tenancy.write(guildId, (db) =>
    recordArtistReachability(db, number, { unreachable: 'dm_closed' }),
  );
  const demo = await openPage(label, label.staff, `${label.inboxPath}/${number}`);
  t.true(demo.has('Messages aren’t getting through'), demo.texts.join('\n'));
  const overview = await openPage(label, label.staff, label.path);
  t.true(overview.has('One artist can’t get direct messages'), overview.texts.join('\n'));
  t.false(overview.has('All delivered'));
});

test('a move that was not counted yet is not done; one that is over is named on every page', async (t) => {
  const label = await createWebLabel(await getApp());
  const before = await openPage(label, label.owner, label.path);
  t.true(before.has('Pro · Europe (UK)', 'Europe (UK): connected'));
  const moveId = await startMove(label, 'ap-sg');
  const started = await openPage(label, label.owner, label.storagePath);
  t.true(started.has('Moving to Asia Pacific', 'Counting'), started.texts.join('\n'));
  t.regex(started.html, /role="progressbar"[^>]*aria-valuenow="0"/);
  t.notRegex(started.html, /0 of 0/);
  await label.operations.storage.abortMove(label.admin, { moveId });
  await driveMove(label, 'end');
  const stopped = await openPage(label, label.owner, label.storagePath);
  t.true(stopped.has('Move stopped', 'None'), stopped.texts.join('\n'));
  t.notRegex(stopped.html, /0 of 0/);

  await moveToOwnDatabase(t, label);
  for (const personId of [label.owner, label.staff]) {
    const page = await openPage(label, personId, label.path);
    t.true(page.has('Pro · Own database', 'Own database: connected'), page.texts.join('\n'));
    t.false(page.has('Europe (UK): connected'));
  }
});
