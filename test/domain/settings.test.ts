import ava from 'ava';
import { createOperationsFixture } from '../helpers/operations-fixture.ts';
import { forEachPlacement } from '../helpers/placements.ts';

const test = forEachPlacement(ava);

test('of two admins who rename the label at once, one learns of the other', async (t) => {
  const { operations, admin, tenancy, guildId } = await createOperationsFixture(t);
  const { revision } = await operations.settings
    .get(admin)
    .then(({ revisions }) => ({ revision: revisions.label }));
  const results = await Promise.allSettled([
    operations.settings.renameLabel(admin, { labelName: 'Daylight', revision }),
    operations.settings.renameLabel(admin, { labelName: 'Midnight', revision }),
  ]);
  const refused = results.filter((each) => each.status === 'rejected');
  t.deepEqual(
    refused.map(({ reason }) => reason.code),
    ['conflict'],
  );
  const winner = results[0]?.status === 'fulfilled' ? 'Daylight' : 'Midnight';
  t.is((await operations.settings.get(admin)).label.labelName, winner);
  t.is(
    await tenancy
      .read(guildId, async (db) =>
        db.table('events').where('kind', 'settings.rename').count({ n: '*' }).first(),
      )
      .then((row) => Number(row?.n)),
    1,
  );

  // Commands of Discord say what they want, whatever it was before.
  await operations.settings.renameLabel(admin, { labelName: 'Dawn' });
  t.is((await operations.settings.get(admin)).label.labelName, 'Dawn');
});
