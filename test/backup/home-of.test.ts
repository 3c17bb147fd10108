import test from 'ava';
import { homeOf, type RegionFence, type Registered } from '../../tenancy/restore/home-of.ts';

const fence = (region: string, epoch: string, mode: string): RegionFence => ({
  region,
  epoch,
  mode,
  token: null,
});
const at = (region: string, epoch: string): Registered => ({ kind: 'managed', region, epoch });
const own = (epoch: string): Registered => ({ kind: 'own', region: 'eu', epoch });
const home = (registered: Registered | null, fences: RegionFence[], ...restored: string[]) => {
  const found = homeOf(registered, fences, new Set(restored));
  return found.result === 'open' ? `open ${found.region}` : found.result;
};

test('registry and region of one moment agree', (t) => {
  t.is(home(at('eu', '3'), [fence('eu', '3', 'open')]), 'agreed');
  t.is(home(at('us', '4'), [fence('eu', '3', 'moved'), fence('us', '4', 'open')]), 'agreed');
  t.is(home(own('2'), []), 'agreed');
});

test('a registry that is older follows the newest fence', (t) => {
  t.is(home(null, [fence('eu', '1', 'open')]), 'open eu');
  t.is(home(at('eu', '3'), [fence('eu', '3', 'moved'), fence('us', '4', 'open')]), 'open us');
  t.is(home(at('eu', '3'), [fence('us', '12', 'open')]), 'open us', 'epochs are numbers');
  t.is(home(own('2'), [fence('eu', '3', 'open')]), 'open eu');
  t.is(home(at('eu', '3'), [fence('eu', '3', 'fenced'), fence('us', '4', 'filling')]), 'open eu');
});

test('a restored region that is older is opened, unless the guild has rows elsewhere', (t) => {
  t.is(home(at('eu', '3'), [fence('eu', '1', 'open')], 'eu'), 'open eu');
  t.is(home(at('eu', '3'), [], 'eu'), 'open eu', 'it came after the backup');
  t.is(home(at('us', '4'), [fence('eu', '3', 'moved')], 'us'), 'undecided');
});

test('where nobody knows, somebody has to choose', (t) => {
  t.is(home(null, [fence('eu', '1', 'moved')]), 'undecided');
  t.is(home(at('eu', '3'), [fence('eu', '3', 'moved')]), 'undecided', 'perhaps an own database');
  t.is(home(at('eu', '3'), []), 'undecided');
});
