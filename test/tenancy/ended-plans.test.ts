import { randomUUID } from 'node:crypto';
import test from 'ava';
import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, newGuildId, testDatabases } from '../helpers/databases.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';

const NOW = 1_795_364_977_853;
const ENDED_AT = NOW - 86_400_000;

test('servers in their own database whose plan has ended are listed page by page, all', async (t) => {
  const urls = await testDatabases();
  const tenancy = createTenancy(createTenancyConfig(urls));
  t.teardown(() => tenancy.close());
  const { control } = tenancy;
  const guildIds = Array.from({ length: 5 }, () => newGuildId());
  for (const guildId of guildIds) {
    await tenancy.provision(guildId);
    await control.saveEntitlements({
      guildId,
      entitlements: [
        { entitlementId: randomUUID(), plan: 'pro', startsAt: ENDED_AT - 1_000, endsAt: ENDED_AT },
      ],
      now: ENDED_AT,
    });
  }
  const [managed, ...own] = guildIds.toSorted((one, other) =>
    BigInt(one) < BigInt(other) ? -1 : 1,
  );
  await runAsSuperuser(
    `UPDATE guilds SET kind = 'own', secret_ref = 'r' WHERE guild_id IN (${own.join(',')})`,
    new URL(urls.control).pathname.slice(1),
  );
  const found: string[] = [];
  for (let after: string | null = null; ; after = found.at(-1) ?? null) {
    const query = { plans: ['pro'], now: NOW, limit: 2, after };
    const page = await control.listEndedCustomerDatabasePlans(query);
    found.push(...page.map((ended) => ended.guildId));
    if (page.length < 2) break;
  }
  t.deepEqual(found, own);
  t.false(found.includes(managed!));
  const reminder = { guildId: own[0]!, endedAt: ENDED_AT, stage: 'ended' };
  const claim = () => control.claimPlanReminder({ ...reminder, now: NOW });
  t.deepEqual([await claim(), await claim()], [true, false]);
  await control.releasePlanReminder(reminder);
  t.true(await claim());
});
