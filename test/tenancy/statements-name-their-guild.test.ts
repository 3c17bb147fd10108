import test from 'ava';
import { bindOperations } from '../../domain/index.ts';
import { submissionSubject } from '../../domain/subjects/submission-subject.ts';
import { tenantTables } from '../../migrations/index.ts';
import { createTenancy } from '../../tenancy/index.ts';
import { leaseDueDeliveries, removeDelivery } from '../../tenancy/outbox/lease.ts';
import { guildTransitKey } from '../../tenancy/secrets/index.ts';
import { runMove } from '../helpers/customer-placement.ts';
import {
  createTenancyConfig,
  getSharedSecretStore,
  newGuildId,
  testDatabases,
} from '../helpers/databases.ts';
import { createActor, STAFF_CHANNEL_ID } from '../helpers/operations-fixture.ts';
import { startStatementRecorder } from '../helpers/statement-recorder.ts';

const TABLES = tenantTables.map(({ name }) => name).join('|');
const FIRST_TABLE = new RegExp(`\\b(?:FROM|INTO|UPDATE)\\s+(?:vektra\\.)?"?(${TABLES})\\b`, 'i');

/** What asks all guilds of a region on purpose; see selectAcrossGuilds. */
const ACROSS_GUILDS =
  /^(?:SELECT DISTINCT guild_id::text|SELECT min\(due_at\)::text|SELECT guild_id::text, id,|SELECT count\(\*\)::text AS count)/;

test('every statement on a guild’s rows names the guild, or Citus would ask every shard', async (t) => {
  const urls = await testDatabases(['eu-uk', 'us-east'], { own: true });
  const recorders = await Promise.all(
    urls.regions.map(({ app }) => startStatementRecorder(Number(new URL(app).port))),
  );
  for (const { close } of recorders) t.teardown(close);
  const throughRecorder = (url: string, index: number) =>
    Object.assign(new URL(url), { port: String(recorders[index]?.port) }).href;
  const regions = urls.regions.map((region, index) => ({
    ...region,
    app: throughRecorder(region.app, index),
    mover: throughRecorder(region.mover, index),
  }));
  const secrets = await getSharedSecretStore();
  const tenancy = createTenancy(createTenancyConfig({ ...urls, regions }), { secrets });
  t.teardown(() => tenancy.close());
  const operations = bindOperations({ tenancy, now: Date.now, discordUrl: 'https://discord.test' });
  const guildId = newGuildId();
  await secrets.createKey(guildTransitKey(guildId));
  const grant = { guildId, plan: 'pro', operator: 'test', reason: 'test', endsAt: null };
  await tenancy.control.grantPlan({ ...grant, now: Date.now() });
  const admin = createActor(guildId, 'Mara', { isAdmin: true });
  const staff = createActor(guildId, 'Jonas', { canView: (id) => id === STAFF_CHANNEL_ID });
  const artist = createActor(guildId, 'KITE');
  let serial = 0;
  const requestId = () => `test:${++serial}-${guildId}`;
  const submit = () =>
    operations.submissions.submit(artist, {
      requestId: requestId(),
      artistName: 'KITE',
      trackTitle: 'Glass Horizon',
      trackUrl: `https://soundcloud.com/kite/${++serial}`,
    });

  await operations.settings.setUp(admin, { labelName: 'Nightfall' });
  await operations.settings.setStaffChannel(admin, { channelId: STAFF_CHANNEL_ID });
  for (let index = 0; index < 3; index++) await submit();
  await operations.tags.add(staff, {
    requestId: requestId(),
    subject: submissionSubject(1),
    tag: 'Techno',
  });
  await operations.review.decide(staff, {
    requestId: requestId(),
    number: 1,
    decision: 'approved',
  });
  await operations.review.undo(staff, { requestId: requestId(), number: 1 });
  await operations.review.decide(staff, {
    requestId: requestId(),
    number: 2,
    decision: 'rejected',
  });
  await operations.submissions.withdraw(artist, { requestId: requestId(), number: 3 });
  await operations.messages.sendToArtist(staff, { requestId: requestId(), number: 1, body: 'Hi' });
  await operations.submissions.get(staff, 1);
  await operations.submissions.list(staff, {});
  await operations.tags.list(staff);
  await operations.settings.get(admin);
  await tenancy.deferredSubmissions.defer(guildId, { requestId: requestId(), content: {} });
  const queue = { guildId, region: 'eu-uk' };
  const [deferred] = await tenancy.deferredSubmissions.listOldest(queue, 5);
  await tenancy.deferredSubmissions.count(guildId);
  await tenancy.deferredSubmissions.postpone(queue, deferred!.id, 'test');
  await tenancy.deferredSubmissions.remove(queue, deferred!.id);
  await tenancy.deferredSubmissions.readSettingsSnapshot(guildId);
  await tenancy.write(guildId, async (db) => {
    const lease = { owner: 'test', leaseMs: 1_000, limit: 5, kinds: ['card.post'] };
    for (const { id } of await leaseDueDeliveries(db, lease)) await removeDelivery(db, id);
  });
  await tenancy.runRetention(new AbortController().signal);
  for (const region of ['us-east', 'eu-uk']) {
    await tenancy.moves.start({
      guildId,
      to: { kind: 'managed', region },
      requestedBy: 'test',
      reason: 'test',
      way: 'live',
    });
    await runMove(tenancy, guildId);
    await submit();
  }
  await tenancy.listDueGuilds('eu-uk', 5);
  await tenancy.status.deadLetters(5);
  await tenancy.status.work();

  const recorded = recorders.flatMap(({ statements }) => [...statements]);
  const onTables = recorded.filter((sql) => FIRST_TABLE.test(sql));
  t.true(onTables.length > 80, `${onTables.length} statements were seen`);
  const tables = new Set(onTables.map((sql) => FIRST_TABLE.exec(sql)?.[1]));
  for (const name of ['submissions', 'outbox', 'parked_demos', 'guild_fence', 'move_changes'])
    t.true(tables.has(name as never), name);
  t.deepEqual(
    onTables.filter((sql) => !namesGuild(sql) && !ACROSS_GUILDS.test(sql)),
    [],
  );
});

/** A condition on the guild, or its value in an INSERT. */
const namesGuild = (sql: string): boolean =>
  /"?guild_id"?\s*=\s*(?:\$|[0-9])/.test(sql) || /^\s*(?:insert into|COPY vektra)/i.test(sql);
