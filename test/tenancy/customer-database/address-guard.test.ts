import { networkInterfaces } from 'node:os';
import test from 'ava';
import fc from 'fast-check';
import {
  CustomerDatabaseError,
  createAddressGuard,
} from '../../../tenancy/customer-database/index.ts';
import { REFUSED_ADDRESSES } from './refused-inputs.ts';

const resolverFrom = (table: Record<string, string[]>) => async (host: string) => {
  const found = table[host];
  if (!found) throw new Error(`ENOTFOUND ${host}`);
  return found;
};

/** What a guard says of a host: its addresses, or a code. */
async function checkHost(
  options: Partial<Parameters<typeof createAddressGuard>[0]>,
  host: string,
  port = 5432,
): Promise<string> {
  const guard = createAddressGuard({
    internalHosts: [],
    resolveHost: resolverFrom({}),
    ...options,
  });
  return guard.resolveAddresses(host, port).then(
    (found) => found.join(),
    (error) => (error instanceof CustomerDatabaseError ? error.code : String(error)),
  );
}

test('addresses that nobody may connect to, written out and behind a name', async (t) => {
  for (const address of REFUSED_ADDRESSES) {
    t.is(await checkHost({}, address), 'ADDRESS', address);
    const resolveHost = resolverFrom({ name: [address], mixed: ['8.8.8.8', address] });
    t.is(await checkHost({ resolveHost }, 'name'), 'ADDRESS', address);
    t.is(await checkHost({ resolveHost }, 'mixed'), 'ADDRESS', address);
  }
});

test('public addresses are taken, all of a name', async (t) => {
  t.is(await checkHost({}, '8.8.8.8'), '8.8.8.8');
  t.is(await checkHost({}, '2a00:1450:4001::1'), '2a00:1450:4001::1');
  const resolveHost = resolverFrom({ name: ['2a00:1450:4001::1', '8.8.8.8'] });
  t.is(await checkHost({ resolveHost }, 'name'), '2a00:1450:4001::1,8.8.8.8');
});

test('private networks are refused whatever their host part', async (t) => {
  const octet = fc.integer({ min: 0, max: 255 });
  const inside = fc.oneof(
    fc.tuple(octet, octet, octet).map((rest) => `10.${rest.join('.')}`),
    fc.tuple(octet, octet, octet).map((rest) => `127.${rest.join('.')}`),
    fc.tuple(fc.integer({ min: 16, max: 31 }), octet, octet).map((rest) => `172.${rest.join('.')}`),
    fc.tuple(octet, octet).map((rest) => `192.168.${rest.join('.')}`),
    fc.tuple(octet, octet).map((rest) => `169.254.${rest.join('.')}`),
    fc.tuple(fc.integer({ min: 64, max: 127 }), octet, octet).map((all) => `100.${all.join('.')}`),
    fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet).map((all) => all.join('.')),
  );
  const hex = fc.integer({ min: 1, max: 0xffff }).map((n) => n.toString(16));
  const six = fc
    .tuple(
      fc.constantFrom(
        'fc00',
        'fdab',
        'fe80',
        'febf',
        'fec0',
        'ff0e',
        '2002',
        '64:ff9b:',
        '2001:db8',
        '4000',
        '8000',
        '::ffff',
      ),
      hex,
      hex,
    )
    .map(([prefix, a, b]) =>
      prefix === '::ffff' ? `::ffff:${a}:${b}` : `${prefix.replace(/:$/, '')}::${a}:${b}`,
    );
  await fc.assert(
    fc.asyncProperty(fc.oneof(inside, six), async (address) => {
      t.is(await checkHost({}, address), 'ADDRESS', address);
    }),
    { numRuns: 400 },
  );
});

test('names without an address, slow resolvers, rubbish', async (t) => {
  t.is(await checkHost({}, 'nowhere'), 'HOST');
  t.is(await checkHost({ resolveHost: async () => [] }, 'empty'), 'HOST');
  t.is(await checkHost({ resolveHost: async () => ['rubbish'] }, 'odd'), 'HOST');
  t.is(
    await checkHost({ resolveHost: () => new Promise(() => {}), resolveTimeoutMs: 5 }, 'slow'),
    'TIMEOUT',
  );
  const many = Array.from({ length: 17 }, (_, n) => `8.8.8.${n + 1}`);
  t.is(await checkHost({ resolveHost: async () => many }, 'many'), 'ADDRESS');
});

test('an operator allows networks and single ports', async (t) => {
  const allowedAddresses = ['10.1.0.0/16', '127.0.0.1:5433', '[::1]:5433', 'fd12::/16'];
  t.is(await checkHost({ allowedAddresses }, '10.1.2.3'), '10.1.2.3');
  t.is(await checkHost({ allowedAddresses }, '10.2.0.1'), 'ADDRESS');
  t.is(await checkHost({ allowedAddresses }, '127.0.0.1', 5433), '127.0.0.1');
  t.is(await checkHost({ allowedAddresses }, '127.0.0.1', 5432), 'ADDRESS');
  t.is(await checkHost({ allowedAddresses }, '::1', 5433), '::1');
  t.is(await checkHost({ allowedAddresses }, '::1', 1), 'ADDRESS');
  t.is(await checkHost({ allowedAddresses }, 'fd12::5'), 'fd12::5');
  t.throws(() => createAddressGuard({ internalHosts: [], allowedAddresses: ['10.1.0.0'] }));
  t.throws(() => createAddressGuard({ internalHosts: [], allowedAddresses: ['db.internal:5432'] }));
});

test('what stands for another address, and metadata, is refused in an allowed network too', async (t) => {
  const allowedAddresses = ['0.0.0.0/0', '::/0'];
  for (const address of [
    '0.0.0.0',
    '169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    '255.255.255.255',
    '224.0.0.1',
    '::',
    '::7f00:1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fd00:ec2::254',
    'fd20:ce::254',
  ])
    t.is(await checkHost({ allowedAddresses }, address), 'ADDRESS', address);
});

test('our own places are refused, by name and by address', async (t) => {
  const internalHosts = [
    { host: 'cluster.ours', port: 5432 },
    { host: '9.9.9.9', port: 8200 },
    { host: 'gone.ours', port: 1 },
  ];
  const resolveHost = resolverFrom({
    'cluster.ours': ['8.8.4.4', '10.1.0.5'],
    alias: ['8.8.4.4'],
    theirs: ['8.8.8.8'],
  });
  const allowedAddresses = ['10.1.0.0/16'];
  t.is(
    await checkHost({ internalHosts, resolveHost, allowedAddresses }, 'cluster.ours'),
    'ADDRESS',
  );
  t.is(await checkHost({ internalHosts, resolveHost, allowedAddresses }, 'alias'), 'ADDRESS');
  t.is(await checkHost({ internalHosts, resolveHost, allowedAddresses }, 'alias', 6000), 'ADDRESS');
  t.is(
    await checkHost({ internalHosts, resolveHost, allowedAddresses }, '9.9.9.9', 443),
    'ADDRESS',
  );
  t.is(
    await checkHost({ internalHosts, resolveHost, allowedAddresses }, '10.1.0.5', 5432),
    'ADDRESS',
  );
  t.is(
    await checkHost({ internalHosts, resolveHost, allowedAddresses }, '10.1.0.5', 5433),
    '10.1.0.5',
  );
  t.is(await checkHost({ internalHosts, resolveHost, allowedAddresses }, 'theirs'), '8.8.8.8');
});

test('on this machine every loopback address is the same place', async (t) => {
  const internalHosts = [{ host: '127.0.0.1', port: 5432 }];
  const allowedAddresses = ['127.0.0.0/8', '::1/128'];
  t.is(await checkHost({ internalHosts, allowedAddresses }, '127.0.0.1'), 'ADDRESS');
  t.is(await checkHost({ internalHosts, allowedAddresses }, '127.9.9.9'), 'ADDRESS');
  t.is(await checkHost({ internalHosts, allowedAddresses }, '::1'), 'ADDRESS');
  t.is(await checkHost({ internalHosts, allowedAddresses }, '127.0.0.1', 5433), '127.0.0.1');
});

test('addresses of this machine are refused', async (t) => {
  for (const { address } of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
    t.is(await checkHost({}, address.split('%')[0] as string), 'ADDRESS', address);
});
