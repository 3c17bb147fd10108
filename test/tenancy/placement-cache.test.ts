import test from 'ava';
import { ABSENT, PlacementCache } from '../../tenancy/placement/cache.ts';
import type { Placement } from '../../tenancy/types.ts';

const createPlacement = (guildId: string, epoch = '1'): Placement => ({
  guildId,
  kind: 'managed',
  engine: 'postgres',
  secret: null,
  region: 'eu-uk',
  epoch,
  state: 'active',
  bucket: null,
  schemaVersion: 1,
  grants: [],
});

test('everybody who asks at once shares one load', async (t) => {
  let loads = 0;
  const cache = new PlacementCache(async (id) => {
    loads += 1;
    return createPlacement(id);
  });
  await Promise.all(Array.from({ length: 50 }, () => cache.get('1')));
  t.is(loads, 1);
  t.deepEqual(cache.peek('1'), createPlacement('1'));
});

test('what was dropped while it was loading is given but not kept', async (t) => {
  const loadsByTurn = [Promise.withResolvers<Placement>(), Promise.withResolvers<Placement>()];
  let loads = 0;
  const cache = new PlacementCache(() => loadsByTurn[loads++]!.promise);
  const staleLoad = cache.get('1');
  cache.drop('1');
  const freshLoad = cache.get('1');
  loadsByTurn[1]!.resolve(createPlacement('1', '2'));
  t.is(((await freshLoad) as Placement).epoch, '2');
  loadsByTurn[0]!.resolve(createPlacement('1', '1'));
  t.is(((await staleLoad) as Placement).epoch, '1');
  t.is((cache.peek('1') as Placement).epoch, '2');
});

test('a guild that does not exist is asked for again soon; a known one survives an outage', async (t) => {
  let now = 0;
  let isRegistryDown = false;
  const knownIds = new Set(['1']);
  const cache = new PlacementCache(
    async (id) => {
      if (isRegistryDown) throw new Error('away');
      return knownIds.has(id) ? createPlacement(id) : null;
    },
    () => now,
  );
  t.is(await cache.get('2'), ABSENT);
  knownIds.add('2');
  now += 6_000;
  t.deepEqual(await cache.get('2'), createPlacement('2'));
  isRegistryDown = true;
  now += 200_000;
  t.is(cache.peek('2'), undefined);
  t.deepEqual(await cache.get('2'), createPlacement('2'));
  await t.throwsAsync(async () => cache.get('3'), { message: 'away' });
});
