import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { LOCAL_APP } from '../../sandbox/world/environment.ts';
import { sharedHouse } from '../helpers/shared-house.ts';
import { countOf, type Desk, openDesk } from './desk.ts';

const open = sharedHouse({ processes: ['worker'] });

/** The operator's command line, as a process. */
async function vektra(desk: Desk, ...args: string[]): Promise<string> {
  const cli = path.resolve(import.meta.dirname, '../../server/cli.ts');
  const env = { ...process.env, ...desk.house.variables };
  return (await promisify(execFile)(process.execPath, [cli, ...args], { env })).stdout;
}

/** Of each change. */
const WHY = ['--reason', 'the channel is back', '--as', 'mara'];

const VIEW = 1n << 10n;

/** The bot may see the staff channel, or no longer. */
const letSee = (desk: Desk, sees: boolean) =>
  desk.house.discord.control.editChannel({
    channelId: desk.staffChannel,
    overwrites: [
      { id: desk.guildId, type: 0, deny: VIEW },
      { id: LOCAL_APP.id, type: 1, ...(sees ? { allow: VIEW | (1n << 11n) } : { deny: VIEW }) },
    ],
  });

test('a card that staff deleted is not missed', async (t) => {
  const desk = await openDesk(await open());
  const number = await desk.send('Glass Horizon');
  await desk.settled();
  const { control } = desk.house.discord;
  const card = await control.wait({ channelId: desk.staffChannel, contains: 'Glass Horizon' });
  await control.deleteMessage({
    personId: desk.owner,
    channelId: desk.staffChannel,
    messageId: card.id,
  });
  await desk.approve(number);
  await desk.settled();
  t.deepEqual(await desk.outbox(), []);
  t.is(countOf(await desk.said(desk.staffChannel), 'Glass Horizon'), 0);
  t.is(countOf(await desk.said(await desk.dm()), 'said yes'), 1);
});

test('a permission is lost: dead letters say why, staff see them, the command line brings them back', async (t) => {
  const desk = await openDesk(await open());
  await letSee(desk, false);
  const number = await desk.send('Glass Horizon');
  const card = await desk.dead('card.post');
  const thread = await desk.dead('thread.open');
  t.like(card, { last_error: '50001', attempts: 0, first_sent_at: null });
  t.is((await desk.acts.overview(desk.admin)).delivery.dead, 2);
  t.is((await desk.acts.submissions.get(desk.admin, number)).delivery.failed, 2);

  const listed = await vektra(desk, 'dead-letters', 'list', desk.guildId);
  for (const { id } of [card, thread]) t.true(listed.includes(id));
  t.regex(listed, /card\.post +#1 +0 .* 50001/);

  await letSee(desk, true);
  t.regex(await vektra(desk, 'dead-letters', 'retry', desk.guildId, thread.id, ...WHY), /1 back/);
  await desk.thread(number);
  t.regex(await vektra(desk, 'dead-letters', 'retry', desk.guildId, ...WHY), /1 back/);
  await desk.settled();
  t.is(countOf(await desk.said(desk.staffChannel), 'Glass Horizon'), 1);
  t.regex(await vektra(desk, 'dead-letters', 'list', desk.guildId), /Nothing is stuck/);
  t.is((await desk.acts.overview(desk.admin)).delivery.dead, 0);

  const { control } = desk.house.tenancy;
  const operator = `cli:${userInfo().username}:mara`;
  const entries = await control.listOperatorAudit({ guildId: desk.guildId, operator, limit: 10 });
  const entry = { operator, act: 'dead_letters.retry', outcome: 'done', reason: WHY[1] };
  t.like(entries, [entry, { ...entry, details: { id: thread.id } }]);
  const noted = await desk.house.tenancy.read(desk.guildId, async (db) =>
    db.table('audit_log').where('act', 'dead_letters.retry').orderBy('id').select(),
  );
  t.deepEqual(
    noted.map(({ id, actor_name: name, source }) => ({ id, name, source })),
    entries.toReversed().map(({ id }) => ({ id, name: "Vektra's operators", source: 'operator' })),
  );
});

test('the staff channel is deleted: what was to go there is dead, what was there is not missed', async (t) => {
  const desk = await openDesk(await open());
  const { control } = desk.house.discord;
  const number = await desk.send('Glass Horizon');
  await desk.settled();
  await control.deleteChannel({ channelId: desk.staffChannel });
  await desk.approve(number);
  await desk.settled();
  t.deepEqual(await desk.outbox(), []);
  await desk.send('Paper Lanterns');
  t.is((await desk.dead('card.post')).last_error, '10003');
  t.is((await desk.dead('thread.open')).last_error, '10003');
});

test('a thread that is archived wakes for a message; of one that is deleted staff see the dead letter', async (t) => {
  const desk = await openDesk(await open());
  const { control } = desk.house.discord;
  const number = await desk.send('Glass Horizon');
  await desk.settled();
  const thread = await desk.thread(number);
  await control.editThread({ personId: desk.owner, threadId: thread, archived: true });
  await desk.answer(number, 'Still there?');
  await desk.settled();
  t.is(countOf(await desk.said(thread), 'Still there?'), 1);

  await control.deleteChannel({ channelId: thread });
  await desk.answer(number, 'Hello?');
  t.is((await desk.dead('thread.message')).last_error, '10003');
  const shown = await desk.acts.submissions.get(desk.admin, number);
  t.is(shown.delivery.failed, 1);
  t.true(JSON.stringify(shown.timeline).includes('Hello?'));
});
