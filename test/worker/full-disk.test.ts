import test from 'ava';
import { createLabel, setUp } from '../helpers/label.ts';
import { connectOwn } from '../helpers/own-place.ts';
import { asSuperuser } from '../helpers/postgres.ts';
import { sharedHouse } from '../helpers/shared-house.ts';
import { countOf, openDesk } from './desk.ts';

// A disk fills up between a card's posting and its recording.

const shared = sharedHouse({
  processes: ['bot', 'worker'],
  variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8' },
});

const RAISING = `CREATE OR REPLACE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'canary' USING ERRCODE = '53100'; END $$`;

for (const place of ['managed', 'postgres', 'mariadb'] as const)
  test(`a full disk uses up no try of a delivery, and posts nothing twice · ${place}`, async (t) => {
    const house = await shared();
    const label = await createLabel(house, { plan: 'pro' });
    await setUp(house, label);
    const desk = await openDesk(house, { label });
    const { guildId } = label;
    const region = new URL(house.variables.REGION_EU_UK_URL ?? '').pathname.slice(1);
    const own =
      place === 'managed'
        ? null
        : await connectOwn(t, { ...desk, tenancy: house.tenancy }, place, { hasWorker: true });
    const run = own ? own.admin : (sql: string) => asSuperuser(sql, region);
    const trigger = `full_${guildId}`;
    if (place === 'mariadb')
      await run(
        `CREATE TRIGGER ${trigger} BEFORE DELETE ON outbox FOR EACH ROW
           SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1021`,
      );
    else {
      await run(RAISING);
      await run(
        `CREATE TRIGGER ${trigger} BEFORE DELETE ON vektra.outbox FOR EACH ROW
           WHEN (OLD.guild_id = ${guildId}) EXECUTE FUNCTION disk_is_full()`,
      );
    }
    await desk.send('Glass Horizon');
    const { attempts } = await desk.row('card.post', (row) => row.last_error === 'unavailable');
    t.is(Number(attempts), 0);
    await run(
      place === 'mariadb' ? `DROP TRIGGER ${trigger}` : `DROP TRIGGER ${trigger} ON vektra.outbox`,
    );
    await desk.settled();
    t.is(countOf(await desk.said(label.staffChannel), 'Glass Horizon'), 1);
  });
