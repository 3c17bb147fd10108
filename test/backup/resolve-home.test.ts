import test from 'ava';
import {
  type RegionFence,
  type RegistryEntry,
  resolveHome,
} from '../../tenancy/restore/resolve-home.ts';

const fence = (region: string, epoch: string, mode: string): RegionFence => ({
  region,
  epoch,
  mode,
  token: null,
});
const managedIn = (region: string, epoch: string): RegistryEntry => ({
  kind: 'managed',
  region,
  epoch,
});
const customerDatabase = (epoch: string): RegistryEntry => ({ kind: 'own', region: 'eu', epoch });
const resolve = (
  registryEntry: RegistryEntry | null,
  fences: RegionFence[],
  ...restored: string[]
) => {
  const resolution = resolveHome(registryEntry, fences, new Set(restored));
  return resolution.result === 'open' ? `open ${resolution.region}` : resolution.result;
};

test('registry and region of one moment agree', (t) => {
  t.is(resolve(managedIn('eu', '3'), [fence('eu', '3', 'open')]), 'agreed');
  t.is(
    resolve(managedIn('us', '4'), [fence('eu', '3', 'moved'), fence('us', '4', 'open')]),
    'agreed',
  );
  t.is(resolve(customerDatabase('2'), []), 'agreed');
});

test('a registry that is older follows the newest fence', (t) => {
  t.is(resolve(null, [fence('eu', '1', 'open')]), 'open eu');
  t.is(
    resolve(managedIn('eu', '3'), [fence('eu', '3', 'moved'), fence('us', '4', 'open')]),
    'open us',
  );
  t.is(resolve(managedIn('eu', '3'), [fence('us', '12', 'open')]), 'open us', 'epochs are numbers');
  t.is(resolve(customerDatabase('2'), [fence('eu', '3', 'open')]), 'open eu');
  t.is(
    resolve(managedIn('eu', '3'), [fence('eu', '3', 'fenced'), fence('us', '4', 'filling')]),
    'open eu',
  );
});

test('a restored region that is older is opened, unless the guild has rows elsewhere', (t) => {
  t.is(resolve(managedIn('eu', '3'), [fence('eu', '1', 'open')], 'eu'), 'open eu');
  t.is(resolve(managedIn('eu', '3'), [], 'eu'), 'open eu', 'it came after the backup');
  t.is(resolve(managedIn('us', '4'), [fence('eu', '3', 'moved')], 'us'), 'undecided');
});

test('where nobody knows, somebody has to choose', (t) => {
  t.is(resolve(null, [fence('eu', '1', 'moved')]), 'undecided');
  t.is(
    resolve(managedIn('eu', '3'), [fence('eu', '3', 'moved')]),
    'undecided',
    'perhaps an own database',
  );
  t.is(resolve(managedIn('eu', '3'), []), 'undecided');
});
