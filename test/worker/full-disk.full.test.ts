import test from 'ava';
import { connectCustomerDatabase } from '../helpers/customer-placement.ts';
import { createLabel, setUpLabel } from '../helpers/label.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
import { sharedApp } from '../helpers/shared-app.ts';
import { pickCases } from '../helpers/test-matrix.ts';
import { countMatches, createWorkerFixture } from './fixture.ts';

// A disk fills up between a card's posting and its recording.

const getApp = sharedApp({
  processes: ['bot', 'worker'],
  variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8' },
});

const CREATE_RAISING_FUNCTION = `CREATE OR REPLACE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'canary' USING ERRCODE = '53100'; END $$`;

for (const place of pickCases(['managed', 'postgres', 'mariadb'] as const, ['managed']))
  test(`a full disk uses up no attempts and posts nothing twice · ${place}`, async (t) => {
    const app = await getApp();
    const label = await createLabel(app, { plan: 'pro' });
    await setUpLabel(app, label);
    const fixture = await createWorkerFixture(app, { label });
    const { guildId } = label;
    const region = new URL(app.variables.REGION_EU_UK_URL ?? '').pathname.slice(1);
    const customerDatabase =
      place === 'managed'
        ? null
        : await connectCustomerDatabase(t, { ...fixture, tenancy: app.tenancy }, place, {
            hasWorker: true,
          });
    const run = customerDatabase
      ? customerDatabase.runAsAdmin
      : (sql: string) => runAsSuperuser(sql, region);
    const trigger = `full_${guildId}`;
    if (place === 'mariadb')
      await run(
        `CREATE TRIGGER ${trigger} BEFORE DELETE ON outbox FOR EACH ROW
           SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1021`,
      );
    else {
      await run(CREATE_RAISING_FUNCTION);
      await run(
        `CREATE TRIGGER ${trigger} BEFORE DELETE ON vektra.outbox FOR EACH ROW
           WHEN (OLD.guild_id = ${guildId}) EXECUTE FUNCTION disk_is_full()`,
      );
    }
    await fixture.submitDemo('Glass Horizon');
    const { attempts } = await fixture.waitForRow(
      'card.post',
      (row) => row.last_error === 'unavailable',
    );
    t.is(Number(attempts), 0);
    await run(
      place === 'mariadb' ? `DROP TRIGGER ${trigger}` : `DROP TRIGGER ${trigger} ON vektra.outbox`,
    );
    await fixture.waitUntilIdle();
    t.is(countMatches(await fixture.readBotMessages(label.staffChannel), 'Glass Horizon'), 1);
  });
