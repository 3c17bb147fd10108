import { X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { type Certificate, createAuthority } from '../../../sandbox/databases/certificates.ts';
import {
  type CustomerDatabase,
  CustomerDatabaseError,
  testCustomerDatabase,
} from '../../../tenancy/customer-database/index.ts';
import { describeCertificate } from '../../../tenancy/customer-database/net/describe-certificate.ts';
import { createSelfSigned, getFingerprint } from '../../helpers/certificates.ts';
import {
  createCustomerMariadb,
  createCustomerPostgres,
  createLocalGuard,
  openCustomerDatabase,
  type TestCustomerDatabase,
} from '../../helpers/customer-databases.ts';
import { startRogueMysql } from '../../helpers/rogue-mysql.ts';
import { ONE_ROW, startRoguePostgres } from '../../helpers/rogue-postgres.ts';
import { rogueDatabase } from '../../helpers/rogue-server.ts';

const OTHER_FINGERPRINT = Array(32).fill('AB').join(':');

const ENGINES: [
  CustomerDatabase['engine'],
  (t: ExecutionContext) => Promise<TestCustomerDatabase>,
][] = [
  ['postgres', createCustomerPostgres],
  ['mysql', createCustomerMariadb],
];

/** A server with this certificate, and whether anything of a log-in came to it. */
async function startServer(
  t: ExecutionContext,
  engine: CustomerDatabase['engine'],
  certificate: Certificate & { ca: string },
) {
  const server =
    engine === 'postgres'
      ? await startRoguePostgres(t, certificate, ONE_ROW)
      : await startRogueMysql(t, certificate, null);
  return {
    database: rogueDatabase(engine, server.port, null),
    hasReceived: () => server.received().length > 0,
  };
}

/** How opening a connection is refused. */
async function refuse(t: ExecutionContext, database: CustomerDatabase) {
  const error = await t.throwsAsync<CustomerDatabaseError>(
    openCustomerDatabase(t, database).raw('SELECT 1'),
    { instanceOf: CustomerDatabaseError },
  );
  t.is(error.step, 'tls');
  const { certificate } = error;
  const printed = `${error.stack} ${JSON.stringify(error)} ${inspect(error, { depth: 9, showHidden: true })}`;
  for (const name of [...(certificate?.names ?? []), certificate?.fingerprint])
    if (name) t.false(printed.includes(name), 'a log would have the host');
  return error;
}

for (const [engine, createCustomerDatabase] of ENGINES) {
  test(`${engine}: each fault of a certificate has a code, and nothing is sent to such a server`, async (t) => {
    const authority = await createAuthority();
    const issued = { ...(await authority.issue({ dns: ['db.test'] })), ca: authority.ca };
    const forOthers = await authority.issue({ dns: ['a.test', 'b.test'], ip: ['192.0.2.1'] });
    const cases = [
      ['NAME', { ...forOthers, ca: authority.ca }, authority.ca],
      ['NAME', await createSelfSigned(), null],
      ['SELF_SIGNED', await createSelfSigned({ dns: ['db.test'] }), null],
      ['UNTRUSTED', issued, null],
      ['UNTRUSTED', issued, (await createAuthority()).ca],
      ['UNTRUSTED', { ...issued, cert: `${issued.cert}\n${authority.ca}` }, null],
      ['EXPIRED', await createSelfSigned({ dns: ['db.test'], days: [-2, -1] }), null],
      ['EXPIRED', await createSelfSigned({ dns: ['db.test'], days: [1, 2] }), null],
    ] as const;
    for (const [code, certificate, trustedCa] of cases) {
      const ca = code === 'EXPIRED' ? certificate.ca : trustedCa;
      const { database, hasReceived } = await startServer(t, engine, certificate);
      const error = await refuse(t, { ...database, ca });
      t.is(error.code, `CERTIFICATE_${code}`);
      t.is(error.certificate?.fingerprint, getFingerprint(certificate.cert));
      t.false(hasReceived(), code);
    }
  });

  test(`${engine}: a certificate that proves nothing is taken when it is pinned`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    const unproven = { ...database, host: 'other.test', ca: null };
    const { code, certificate } = await refuse(t, unproven);
    t.is(code, 'CERTIFICATE_NAME');
    t.deepEqual(certificate?.names, ['db.test', '127.0.0.1']);
    const pinned = { ...unproven, pinnedFingerprint: certificate?.fingerprint ?? '' };
    const knex = openCustomerDatabase(t, pinned);
    t.is(Number((await knex.select(knex.raw('1 AS a')))[0].a), 1);
    const { warnings } = await testCustomerDatabase(pinned, {
      guard: createLocalGuard(),
      guildId: '900000000000000001',
      schema: { tables: ['guild_fence'], version: 1 },
    });
    t.deepEqual(warnings, []);
  });

  test(`${engine}: another certificate than the pinned one is refused, also one that proves the host`, async (t) => {
    const { database } = await createCustomerDatabase(t);
    const proven = { ...database, pinnedFingerprint: OTHER_FINGERPRINT };
    const { code, certificate } = await refuse(t, proven);
    t.is(code, 'CERTIFICATE_CHANGED');
    t.not(certificate?.fingerprint, OTHER_FINGERPRINT);
    const error = await t.throwsAsync<CustomerDatabaseError>(
      testCustomerDatabase(proven, {
        guard: createLocalGuard(),
        guildId: '900000000000000001',
        schema: { tables: ['guild_fence'], version: 1 },
      }),
      { instanceOf: CustomerDatabaseError },
    );
    t.deepEqual([error.code, error.step], ['CERTIFICATE_CHANGED', 'tls']);
    t.is(error.certificate?.fingerprint, certificate?.fingerprint);
  });

  test(`${engine}: a pinned certificate that was changed is refused at the next connection`, async (t) => {
    const [first, second] = [await createSelfSigned(), await createSelfSigned()];
    const served = { ...first };
    const server = await startServer(t, engine, served);
    const database = { ...server.database, pinnedFingerprint: getFingerprint(first.cert) };
    const knex = openCustomerDatabase(t, database, { limits: { max: 2, statementMs: 100 } });
    // This server logs everybody in; what it says then does not matter here.
    await knex.raw('SELECT 1').catch(() => {});
    t.true(server.hasReceived());
    Object.assign(served, second);
    const { code, certificate } = await refuse(t, database);
    t.is(code, 'CERTIFICATE_CHANGED');
    t.is(certificate?.fingerprint, getFingerprint(second.cert));
  });

  test(`${engine}: a pinned certificate is taken when it has expired, too`, async (t) => {
    const expired = await createSelfSigned({ days: [-2, -1] });
    const { database, hasReceived } = await startServer(t, engine, expired);
    const pinned = { ...database, pinnedFingerprint: getFingerprint(expired.cert) };
    await openCustomerDatabase(t, pinned, { limits: { statementMs: 100 } })
      .raw('SELECT 1')
      .catch(() => {});
    t.true(hasReceived());
  });
}

test('what a certificate says of itself is bounded, and shows as one line', async (t) => {
  const dns = Array.from({ length: 300 }, (_, n) => `host-${n}.${'x'.repeat(60)}.test`);
  const { cert } = await createSelfSigned({
    dns: ['with space.test', ...dns],
    commonName: `evil\u202e${'y'.repeat(5_000)}`,
  });
  const described = describeCertificate(new X509Certificate(cert));
  t.deepEqual(described.names, dns.slice(0, 5));
  for (const line of [described.subject, described.issuer]) {
    t.true(line.startsWith('CN=evil') && line.length <= 200, line);
    t.notRegex(line, /[\p{Cc}\p{Cf}]/u);
  }
  const { validFrom, validUntil } = described;
  t.true((validFrom ?? 0) < Date.now() && (validUntil ?? 0) > Date.now());
  const { names } = describeCertificate(new X509Certificate((await createSelfSigned()).cert));
  t.deepEqual(names, ['Auto_Generated_Server_Certificate']);
});
