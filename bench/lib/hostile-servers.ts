import { parentPort } from 'node:worker_threads';
import type { CustomerDatabase } from '../../tenancy/customer-database/index.ts';
import {
  createPacket,
  createTextRows,
  encodeLengthPrefixed,
  okPacket,
  startRogueMysql,
} from '../../test/helpers/rogue-mysql.ts';
import {
  createAuthentication,
  createMessage,
  createScramChallenge,
  READY,
  SCRAM,
  startRoguePostgres,
} from '../../test/helpers/rogue-postgres.ts';
import { getTestCertificate } from '../../test/helpers/rogue-server.ts';

// A thread of its own: what the servers themselves take of an event loop is not measured.

/** Where a hostile server listens. */
export interface HostileServer {
  name: string;
  engine: CustomerDatabase['engine'];
  port: number;
  ca: string;
}

const repeat = (count: number, bytes: (n: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, n) => bytes(n)));
const toInt16 = (number: number) => Buffer.from([number >> 8, number & 255]);
const NULLS = Buffer.alloc(32_767 * 4, 255);

/** Answers of a Postgres to its first statement. */
const POSTGRES_RESPONSES: Record<string, Buffer> = {
  'rows without columns': Buffer.concat([
    createMessage('T', toInt16(0)),
    repeat(1_000_000, () => createMessage('D', toInt16(0))),
    READY,
  ]),
  'wide rows': repeat(110, () => createMessage('D', toInt16(32_767), NULLS)),
  'wide descriptions': repeat(110, () => createMessage('T', toInt16(32_767), NULLS)),
  notices: repeat(100_000, () => createMessage('N', 'SNOTICE\0Mx\0\0')),
  'an error of 60 KB': createMessage('E', ...Array.from({ length: 20_000 }, () => 'Mx\0'), '\0'),
};

/** What a Postgres sends again and again for whatever comes while somebody logs in. */
const POSTGRES_LOGINS: Record<string, (sent: Buffer) => Buffer> = {
  'SCRAM challenges': (sent) =>
    sent.includes('n=*,r=') ? repeat(3_000, () => createScramChallenge(sent, 100_000)) : SCRAM,
  'password requests': () => repeat(900_000, () => createAuthentication(3)),
  'MD5 requests': () => repeat(100_000, () => createAuthentication(5, 'salt')),
  settings: () =>
    Buffer.concat([createAuthentication(0), repeat(100_000, () => createMessage('S', 'a\0b\0'))]),
};

const AUTH_SWITCH = Buffer.from(`\xfemysql_native_password\0${'s'.repeat(20)}\0`, 'latin1');
const CACHING_SHA2_SWITCH = Buffer.from(`\xfecaching_sha2_password\0${'s'.repeat(20)}\0`, 'latin1');

const MYSQL_LOGINS: Record<string, Buffer> = {
  'switches of the method': repeat(10_000, (n) => createPacket(3 + n, AUTH_SWITCH)),
  'authentication data': Buffer.concat([
    createPacket(3, CACHING_SHA2_SWITCH),
    repeat(10_000, (n) => createPacket(4 + n, [1, 4])),
  ]),
};

const grantRow = (length: number) =>
  encodeLengthPrefixed(`GRANT SELECT${', SELECT'.repeat(length / 8)}`);
const textValues = (...texts: string[]) => Buffer.concat(texts.map(encodeLengthPrefixed));

/** What a MySQL answers to SHOW GRANTS; it is a good one up to there. */
const GRANTS: Record<string, Buffer> = {
  'a long grant': createTextRows(['Grants'], [grantRow(234_000)]),
  'many grants': createTextRows(
    ['Grants'],
    Array.from({ length: 100_000 }, () => grantRow(100)),
  ),
  'long grants': createTextRows(
    ['Grants'],
    Array.from({ length: 60 }, () => grantRow(234_000)),
  ),
  'empty rows': createTextRows(
    ['Grants'],
    Array.from({ length: 1_000_000 }, () => Buffer.from([0])),
  ),
};

const mysqlWith = (grants: Buffer) => (sql: string) => {
  if (sql.includes('VERSION()'))
    return createTextRows(['version', 'clock'], [textValues('8.0.36', '0')]);
  if (sql.includes('read_only')) return createTextRows(['a', 'b'], [textValues('0', '0')]);
  if (sql.includes('information_schema')) return createTextRows(['name'], []);
  return sql.startsWith('SHOW GRANTS') ? grants : okPacket(1);
};

/** They end with the thread. */
const untilThreadEnds = { teardown: () => {} };

async function startServers(): Promise<HostileServer[]> {
  const authority = await getTestCertificate();
  const { ca } = authority;
  const servers: HostileServer[] = [];
  const addServer = (
    name: string,
    engine: CustomerDatabase['engine'],
    { port }: { port: number },
  ) => servers.push({ name, engine, port, ca });
  for (const [name, answer] of Object.entries(POSTGRES_RESPONSES))
    addServer(name, 'postgres', await startRoguePostgres(untilThreadEnds, authority, answer));
  for (const [name, login] of Object.entries(POSTGRES_LOGINS))
    addServer(name, 'postgres', await startRoguePostgres(untilThreadEnds, authority, null, login));
  for (const [name, login] of Object.entries(MYSQL_LOGINS))
    addServer(name, 'mysql', await startRogueMysql(untilThreadEnds, authority, null, login));
  for (const [name, grants] of Object.entries(GRANTS))
    addServer(name, 'mysql', await startRogueMysql(untilThreadEnds, authority, mysqlWith(grants)));
  return servers;
}

parentPort?.postMessage(await startServers());
