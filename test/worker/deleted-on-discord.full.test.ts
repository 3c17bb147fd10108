import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { LOCAL_APP } from '../../sandbox/local-environment.ts';
import { createStaffChannel, messageText } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { countMatches, createWorkerFixture, type WorkerFixture } from './fixture.ts';

const getApp = sharedApp({ processes: ['worker'] });

/** The operator's command line, as a process. */
async function runCli(fixture: WorkerFixture, ...args: string[]): Promise<string> {
  const cli = path.resolve(import.meta.dirname, '../../server/cli.ts');
  const env = { ...process.env, ...fixture.app.variables };
  return (await promisify(execFile)(process.execPath, [cli, ...args], { env })).stdout;
}

/** Of each change. */
const REASON_ARGS = ['--reason', 'the channel is back', '--as', 'mara'];

const VIEW = 1n << 10n;

/** The bot may see the staff channel, or no longer. */
const setChannelVisible = (fixture: WorkerFixture, isVisible: boolean) =>
  fixture.app.discord.control.editChannel({
    channelId: fixture.staffChannel,
    overwrites: [
      { id: fixture.guildId, type: 0, deny: VIEW },
      {
        id: LOCAL_APP.id,
        type: 1,
        ...(isVisible ? { allow: VIEW | (1n << 11n) } : { deny: VIEW }),
      },
    ],
  });

test('a card that staff deleted is posted again when something changes', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  const { control } = fixture.app.discord;
  const card = await control.wait({ channelId: fixture.staffChannel, contains: 'Glass Horizon' });
  await control.deleteMessage({
    personId: fixture.owner,
    channelId: fixture.staffChannel,
    messageId: card.id,
  });
  await fixture.approve(number);
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);
  const cards = await fixture.readBotMessages(fixture.staffChannel);
  t.is(countMatches(cards, 'Glass Horizon'), 1);
  t.regex(cards.join(), /Approved\*\* by/);
  const { delivery } = await fixture.operations.submissions.get(fixture.admin, number);
  t.truthy(delivery.cardUrl);
  t.false(delivery.cardUrl?.endsWith(card.id));
  t.is(countMatches(await fixture.readBotMessages(await fixture.openDmChannel()), 'said yes'), 1);
});

test('a lost permission: dead letters have the code, staff see them, the command line retries them', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  await setChannelVisible(fixture, false);
  const number = await fixture.submitDemo('Glass Horizon');
  const card = await fixture.waitForDeadLetter('card.post');
  const thread = await fixture.waitForDeadLetter('thread.open');
  t.like(card, { last_error: '50001', attempts: 0, first_sent_at: null });
  t.is((await fixture.operations.overview.get(fixture.admin)).delivery.dead, 2);
  t.is((await fixture.operations.submissions.get(fixture.admin, number)).delivery.failedCount, 2);

  const listed = await runCli(fixture, 'dead-letters', 'list', fixture.guildId);
  for (const { id } of [card, thread]) t.true(listed.includes(id));
  t.regex(listed, /card\.post +#1 +0 .* 50001/);

  await setChannelVisible(fixture, true);
  t.regex(
    await runCli(fixture, 'dead-letters', 'retry', fixture.guildId, thread.id, ...REASON_ARGS),
    /Retrying 1 delivery\n/,
  );
  await fixture.waitForThread(number);
  t.regex(
    await runCli(fixture, 'dead-letters', 'retry', fixture.guildId, ...REASON_ARGS),
    /Retrying 1 delivery\n/,
  );
  await fixture.waitUntilIdle();
  t.is(countMatches(await fixture.readBotMessages(fixture.staffChannel), 'Glass Horizon'), 1);
  t.regex(await runCli(fixture, 'dead-letters', 'list', fixture.guildId), /No failed deliveries/);
  t.is((await fixture.operations.overview.get(fixture.admin)).delivery.dead, 0);

  const { control } = fixture.app.tenancy;
  const operator = `cli:${userInfo().username}:mara`;
  const entries = await control.listOperatorAudit({
    guildId: fixture.guildId,
    operator,
    limit: 10,
  });
  const entry = { operator, act: 'dead_letters.retry', outcome: 'done', reason: REASON_ARGS[1] };
  t.like(entries, [entry, { ...entry, details: { id: thread.id } }]);
  const labelEntries = await fixture.app.tenancy.read(fixture.guildId, async (db) =>
    db.table('events').where('kind', 'dead_letters.retry').orderBy('id').select(),
  );
  t.deepEqual(
    labelEntries.map(({ id, actor_name: name, source }) => ({ id, name, source })),
    entries.toReversed().map(({ id }) => ({ id, name: "Vektra's operators", source: 'operator' })),
  );
});

test('a deleted staff channel: what would be posted there are dead letters', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  await control.deleteChannel({ channelId: fixture.staffChannel });
  await fixture.approve(number);
  t.is((await fixture.waitForDeadLetter('card.edit')).last_error, '10003');
  await fixture.waitUntilIdle();
  t.deepEqual(
    (await fixture.readOutbox()).map(({ kind, state }) => [kind, state]),
    [['card.edit', 'dead']],
  );
  await fixture.submitDemo('Paper Lanterns');
  t.is((await fixture.waitForDeadLetter('thread.open')).last_error, '10003');
});

/** How often the owner was told that the staff channel is lost. */
async function countLossDms(fixture: WorkerFixture): Promise<number> {
  const dms = await fixture.app.discord.control.readDm({
    personId: fixture.owner,
    userId: LOCAL_APP.id,
  });
  return countMatches(dms.map(messageText), 'I can’t post in your staff channel');
}

let serial = 0;
const newRequestId = () => `lost-channel:${++serial}`;

test('a deleted staff channel: admins are told once, and what waited is delivered to the next on demand', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { operations, admin } = fixture;
  const { control } = fixture.app.discord;
  const isLost = async () => (await operations.overview.get(admin)).isStaffChannelLost;
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  t.false(await isLost());
  await control.deleteChannel({ channelId: fixture.staffChannel });
  await fixture.approve(number);
  await fixture.replyAsArtist(number, 'Hello?');
  await fixture.messageArtist(number, 'Hello!');
  await fixture.submitDemo('Paper Lanterns');
  await fixture.waitUntilIdle();
  await fixture.submitDemo('Night Drive');
  await fixture.waitUntilIdle();
  t.is(await countLossDms(fixture), 1);
  t.true(await isLost());
  t.deepEqual(await operations.deliveries.countUndelivered(admin), { demos: 3, replies: 1 });

  const channelId = await createStaffChannel(fixture.app, fixture);
  await operations.settings.setStaffChannel(admin, { channelId });
  t.false(await isLost());
  const requestId = newRequestId();
  t.deepEqual(await operations.deliveries.deliverUndelivered(admin, { requestId }), { demos: 3 });
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);
  const cards = await fixture.readBotMessages(channelId);
  for (const title of ['Glass Horizon', 'Paper Lanterns', 'Night Drive'])
    t.is(countMatches(cards, title), 1, title);
  const thread = await control.waitForThread({ channelId, contains: `#${number} · ` });
  const messages = await fixture.readBotMessages(thread.id);
  for (const text of ['Hello?', 'Hello!']) t.is(countMatches(messages, text), 1, text);

  // The next loss is told again.
  await control.deleteChannel({ channelId });
  await fixture.submitDemo('Third Rail');
  await fixture.waitUntilIdle();
  t.is(await countLossDms(fixture), 2);
  await operations.deliveries.skipUndelivered(admin, { requestId: newRequestId() });
  t.deepEqual(await operations.deliveries.countUndelivered(admin), { demos: 0, replies: 0 });
  t.deepEqual(await fixture.readOutbox(), []);
});

test('access that is lost and given back: threads stay, and the next loss is told again', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { operations, admin } = fixture;
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  const thread = await fixture.waitForThread(number);
  await setChannelVisible(fixture, false);
  await fixture.replyAsArtist(number, 'Hello?');
  await fixture.approve(number);
  await fixture.waitUntilIdle();
  t.is(await countLossDms(fixture), 1);
  t.deepEqual(await operations.deliveries.countUndelivered(admin), { demos: 1, replies: 1 });
  // Delivering while it is still lost tells nobody anything new.
  await operations.deliveries.deliverUndelivered(admin, { requestId: newRequestId() });
  await fixture.waitUntilIdle();
  t.is(await countLossDms(fixture), 1);

  await setChannelVisible(fixture, true);
  await operations.deliveries.deliverUndelivered(admin, { requestId: newRequestId() });
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);
  t.is(countMatches(await fixture.readBotMessages(thread), 'Hello?'), 1);
  const cards = await fixture.readBotMessages(fixture.staffChannel);
  t.is(countMatches(cards, 'Glass Horizon'), 1);
  t.regex(cards.join(), /Approved\*\* by/);
  await fixture.submitDemo('Paper Lanterns');
  await fixture.waitUntilIdle();
  t.false((await operations.overview.get(admin)).isStaffChannelLost);

  const { control } = fixture.app.discord;
  await control.editPerson({ personId: fixture.owner, dmsClosed: true });
  await setChannelVisible(fixture, false);
  await fixture.submitDemo('Night Drive');
  await fixture.waitUntilIdle();
  t.true((await operations.overview.get(admin)).isStaffChannelLost);
  t.deepEqual(
    (await fixture.readOutbox()).map(({ kind, state }) => [kind, state]),
    [
      ['thread.open', 'dead'],
      ['card.post', 'dead'],
    ],
    'closed direct messages end it',
  );
});

test('a label that removed the bot is told nothing', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { operations, admin, guildId } = fixture;
  const { control } = fixture.app.discord;
  await control.removeBot({ serverId: guildId, applicationId: LOCAL_APP.id });
  await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  t.is((await fixture.waitForDeadLetter('card.post')).last_error, '50001');
  t.false((await operations.overview.get(admin)).isStaffChannelLost);
  t.is(await countLossDms(fixture), 0);
});

test('a message unarchives its thread; for a deleted one another thread is opened', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  const number = await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  const thread = await fixture.waitForThread(number);
  await control.editThread({ personId: fixture.owner, threadId: thread, archived: true });
  await fixture.replyAsArtist(number, 'Still there?');
  await fixture.waitUntilIdle();
  t.is(countMatches(await fixture.readBotMessages(thread), 'Still there?'), 1);

  await control.deleteChannel({ channelId: thread });
  await fixture.replyAsArtist(number, 'Hello?');
  await fixture.messageArtist(number, 'Hello!');
  await fixture.waitUntilIdle();
  const newThread = await fixture.waitForThread(number);
  t.not(newThread, thread);
  const messages = await fixture.readBotMessages(newThread);
  for (const text of ['Private staff thread', 'Hello?', 'Hello!'])
    t.is(countMatches(messages, text), 1, text);
  t.deepEqual(await fixture.readOutbox(), []);
  const { delivery } = await fixture.operations.submissions.get(fixture.admin, number);
  t.is(delivery.threadId, newThread);
  const { threads } = await control.getServer({ serverId: fixture.guildId });
  t.is(threads.length, 1);
});

test('a thread whose name Discord refuses gets a neutral one, and is found again by it', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  const path = `/channels/${fixture.staffChannel}/threads`;
  await control.injectFault({ method: 'POST', path, status: 400, code: 50035, times: 1 });
  await control.injectFault({ method: 'POST', path, drop: true, afterEffect: true, times: 1 });
  await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  const { threads } = await control.getServer({ serverId: fixture.guildId });
  t.deepEqual(
    threads.map(({ name }) => name),
    ['# 1 ·'],
  );
  t.deepEqual(
    (await fixture.readOutbox()).map(({ kind, state }) => [kind, state]),
    [['thread.tidy', 'waiting']],
  );
});

test('in a server full of threads the oldest of ours makes room', async (t) => {
  const fixture = await createWorkerFixture(await getApp());
  const { control } = fixture.app.discord;
  await fixture.submitDemo('Glass Horizon');
  await fixture.waitUntilIdle();
  await fixture.submitDemo('Paper Lanterns');
  await fixture.waitUntilIdle();
  const path = `/channels/${fixture.staffChannel}/threads`;
  await control.injectFault({ method: 'POST', path, status: 400, code: 160006, times: 1 });
  await fixture.submitDemo('Night Drive');
  await fixture.waitUntilIdle();
  t.deepEqual(await fixture.readOutbox(), []);
  const isArchived = async (number: number) => {
    const channelId = await fixture.waitForThread(number);
    const { channel } = await control.inspectChannel({ channelId });
    return 'thread_metadata' in channel && channel.thread_metadata?.archived;
  };
  t.deepEqual(
    [await isArchived(1), await isArchived(2), await isArchived(3)],
    [true, false, false],
  );
});
