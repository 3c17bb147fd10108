import test from 'ava';
import { en } from '../../../bot/messages/catalogue.ts';
import { formatOutageReason } from '../../../bot/messages/storage/outage-reason.ts';
import { createTranslators } from '../../../domain/text/translator.ts';
import { toCertificateCode } from '../../../tenancy/customer-database/error-codes.ts';
import {
  type CustomerDatabaseCode,
  CustomerDatabaseError,
  hostHash,
  publicCode,
  toCustomerDatabaseCode,
} from '../../../tenancy/customer-database/index.ts';
import { isIpv6Unroutable } from '../../../tenancy/customer-database/net/connect-socket.ts';
import {
  parseMysqlVersion,
  parsePostgresVersion,
} from '../../../tenancy/customer-database/probe/server-version.ts';
import { CUSTOMER_DATABASE_CODES } from '../../../tenancy/customer-database/types.ts';
import { presentConnectionErrorCode } from '../../../web/errors/connection-error-code.ts';

const translatorFor = createTranslators({ en });

const CODES: [object, CustomerDatabaseCode][] = [
  [{ code: 'ENOTFOUND' }, 'HOST'],
  [{ code: 'EAI_AGAIN' }, 'HOST'],
  [{ code: 'ECONNREFUSED' }, 'REFUSED'],
  [{ code: 'ENETUNREACH' }, 'REFUSED'],
  [{ code: '53300' }, 'TOO_MANY_CONNECTIONS'],
  [{ code: '57P03' }, 'REFUSED'],
  [{ code: 'ER_CON_COUNT_ERROR', errno: 1040 }, 'TOO_MANY_CONNECTIONS'],
  [{ code: 'ETIMEDOUT' }, 'TIMEOUT'],
  [{ code: '57014' }, 'TIMEOUT'],
  [{ code: 'ER_LOCK_WAIT_TIMEOUT', errno: 1205 }, 'TIMEOUT'],
  [{ errno: 1969 }, 'TIMEOUT'],
  [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'TLS'],
  [{ code: 'EPROTO', errno: -71 }, 'TLS'],
  [{ code: 'ER_SECURE_TRANSPORT_REQUIRED', errno: 3159 }, 'TLS'],
  [{ code: '28P01' }, 'AUTH'],
  [{ code: '28000' }, 'AUTH'],
  [{ code: 'ER_ACCESS_DENIED_ERROR', errno: 1045 }, 'AUTH'],
  [{ code: '08P01', severity: 'FATAL', message: 'SASL authentication failed' }, 'AUTH'],
  [{ code: '08P01', severity: 'FATAL', message: 'password authentication failed' }, 'AUTH'],
  [{ code: '08P01', severity: 'FATAL', message: 'unsupported startup parameter' }, 'PROTOCOL'],
  [{ code: '08P01', severity: 'FATAL', message: 'no such user: label' }, 'AUTH'],
  [{ code: '08P01', severity: 'FATAL', message: 'no such database: label' }, 'DATABASE'],
  [
    { code: '08P01', severity: 'FATAL', message: 'no more connections allowed (max_client_conn)' },
    'TOO_MANY_CONNECTIONS',
  ],
  [
    { code: 'XX000', severity: 'FATAL', message: 'Max client connections reached' },
    'TOO_MANY_CONNECTIONS',
  ],
  [{ code: 'XX000', severity: 'FATAL', message: 'Tenant or user not found' }, 'AUTH'],
  [{ code: 'XX000', severity: 'ERROR', message: 'cache lookup failed' }, 'PROTOCOL'],
  [{ code: '3D000' }, 'DATABASE'],
  [{ code: 'ER_BAD_DB_ERROR', errno: 1049 }, 'DATABASE'],
  [{ code: '42501' }, 'PRIVILEGE'],
  [{ code: 'ER_TABLEACCESS_DENIED_ERROR', errno: 1142 }, 'PRIVILEGE'],
  [{ code: '25006' }, 'READ_ONLY'],
  [{ code: 'ER_OPTION_PREVENTS_STATEMENT', errno: 1290 }, 'READ_ONLY'],
  [{ code: 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION', errno: 1792 }, 'READ_ONLY'],
  [{ code: 'ER_READ_ONLY_MODE', errno: 1836 }, 'READ_ONLY'],
  [{ code: '53100' }, 'FULL'],
  [{ code: '53200' }, 'FULL'],
  [{ code: '53000' }, 'FULL'],
  [{ code: 'ER_3', errno: 3 }, 'FULL'],
  [{ code: 'ER_TOO_MANY_USER_CONNECTIONS', errno: 1203 }, 'TOO_MANY_CONNECTIONS'],
  [{ code: 'ER_USER_LIMIT_REACHED', errno: 1226 }, 'TOO_MANY_CONNECTIONS'],
  [{ code: 'ER_RECORD_FILE_FULL', errno: 1114 }, 'FULL'],
  [{ code: 'ER_DISK_FULL', errno: 1021 }, 'FULL'],
  [{ code: '42P01' }, 'PROTOCOL'],
  [{ code: 'ER_NO_SUCH_TABLE', errno: 1146 }, 'PROTOCOL'],
  [{ code: 'EPIPE' }, 'PROTOCOL'],
  [{ code: 'constructor' }, 'PROTOCOL'],
  [{ code: '__proto__', errno: '1045' }, 'PROTOCOL'],
  [new Error('Connection terminated unexpectedly'), 'PROTOCOL'],
  [new CustomerDatabaseError('VERSION'), 'VERSION'],
];

test('what drivers say has one code of ours', (t) => {
  for (const [error, code] of CODES)
    t.is(toCustomerDatabaseCode(error), code, JSON.stringify(error));
  for (const unknownError of [null, undefined, 'text', 5, {}, { code: {} }])
    t.is(toCustomerDatabaseCode(unknownError), 'PROTOCOL');
});

test('why a certificate is refused', (t) => {
  const codes = (namesHost: boolean) =>
    [
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'INVALID_PURPOSE',
      'UNSPECIFIED',
    ].map((error) => toCertificateCode(error, namesHost).replace('CERTIFICATE_', ''));
  t.deepEqual(codes(true), [
    ...['EXPIRED', 'EXPIRED', 'NAME', 'SELF_SIGNED'],
    ...Array(4).fill('UNTRUSTED'),
  ]);
  t.deepEqual(codes(false), ['EXPIRED', 'EXPIRED', ...Array(6).fill('NAME')]);
});

test('every code has words on the connect page, and on Discord where a database in use has it', (t) => {
  const bot = translatorFor('en-US');
  for (const code of CUSTOMER_DATABASE_CODES) {
    t.not(presentConnectionErrorCode(code), 'OTHER', code);
    // These are of an address that is typed in.
    if (['URL', 'SCHEME', 'PARAM', 'PLACEHOLDER', 'CA', 'OCCUPIED'].includes(code)) continue;
    t.not(formatOutageReason(bot, publicCode({ code, step: 'login' })), '', code);
  }
});

test('who could not connect learns one thing only', (t) => {
  const toPublicCode = (code: CustomerDatabaseError['code'], step: CustomerDatabaseError['step']) =>
    publicCode(new CustomerDatabaseError(code, { step }));
  for (const code of ['HOST', 'ADDRESS', 'REFUSED', 'TIMEOUT'] as const)
    t.is(toPublicCode(code, 'address'), 'ADDRESS');
  t.is(toPublicCode('REFUSED', 'login'), 'ADDRESS');
  t.is(toPublicCode('TIMEOUT', 'login'), 'TIMEOUT');
  for (const code of ['TLS', 'AUTH', 'DATABASE', 'PROTOCOL', 'VERSION'] as const)
    t.is(toPublicCode(code, 'login'), code);
});

test('an address of IPv6 only is told, where this machine has no IPv6', (t) => {
  t.true(isIpv6Unroutable(['2a00::1', '2a00::2'], { code: 'ENETUNREACH' }));
  t.false(isIpv6Unroutable(['2a00::1', '8.8.8.8'], { code: 'ENETUNREACH' }));
  t.false(isIpv6Unroutable(['2a00::1'], { code: 'ECONNREFUSED' }));
  t.false(isIpv6Unroutable(['2a00::1'], null));
});

test('a host in logs is the same each time, and unlike without the key', (t) => {
  const address = { host: 'db.example.com', port: 5432 };
  t.is(hostHash('key', address), hostHash('key', { ...address }));
  t.not(hostHash('key', address), hostHash('other', address));
  t.not(hostHash('key', address), hostHash('key', { ...address, port: 5433 }));
  t.regex(hostHash('key', address), /^[0-9a-f]{16}$/);
});

test('versions', (t) => {
  t.is(parsePostgresVersion('PostgreSQL 16.3 (Debian 16.3-1)', '160003'), 'PostgreSQL 16.3');
  t.is(parsePostgresVersion('PostgreSQL 13.0', 130000), 'PostgreSQL 13.0');
  t.is(parseMysqlVersion('8.0.36'), 'MySQL 8.0.36');
  t.is(parseMysqlVersion('8.4.1-cloud'), 'MySQL 8.4.1');
  t.is(parseMysqlVersion('5.5.5-10.6.12-MariaDB'), 'MariaDB 10.6.12');
  t.is(parseMysqlVersion('10.11.19-MariaDB-0+deb12u1'), 'MariaDB 10.11.19');
  t.is(parseMysqlVersion('11.4.2-MariaDB-log'), 'MariaDB 11.4.2');
  for (const [text, number] of [
    ['PostgreSQL 12.9', '120009'],
    ['PostgreSQL 9.6', '90600'],
    ['PostgreSQL 16.3', null],
    ['PostgreSQL 16.3', 'canary'],
    ['canary', '160003'],
  ])
    t.throws(() => parsePostgresVersion(text, number), { code: 'VERSION' }, String(text));
  for (const text of [
    '5.7.44',
    '10.5.9-MariaDB',
    '5.5.5-10.5.9-MariaDB',
    '',
    null,
    'canary',
    '8.0',
    '800.0.1',
  ])
    t.throws(() => parseMysqlVersion(text), { code: 'VERSION' }, String(text));
  for (const [text, number] of [
    ['CockroachDB CCL v23.1', '130000'],
    ['PostgreSQL 15.2-YB-2.25', '150002'],
    ['PostgreSQL 8.0.2 on i686-pc-linux-gnu, Redshift 1.0.12103', '80002'],
  ])
    t.throws(() => parsePostgresVersion(text, number), { code: 'UNSUPPORTED' }, text);
  for (const text of ['8.0.11-TiDB-v7.5', '8.0.34-Vitess', '5.7.25-OceanBase-v4.2'])
    t.throws(() => parseMysqlVersion(text), { code: 'UNSUPPORTED' }, text);
});
