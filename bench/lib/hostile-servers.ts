import { parentPort } from 'node:worker_threads';
import type { OwnDatabase } from '../../tenancy/own/index.ts';
import { trust } from '../../test/helpers/own-rogue.ts';
import {
  lengthEncoded,
  ok,
  packet,
  rogueMysql,
  textRows,
} from '../../test/helpers/own-rogue-mysql.ts';
import {
  authentication,
  message,
  READY,
  roguePostgres,
  SCRAM,
  scramChallenge,
} from '../../test/helpers/own-rogue-postgres.ts';

// A thread of its own: what the servers themselves take of an event loop is not measured.

/** Where a hostile server listens. */
export interface HostileServer {
  name: string;
  engine: OwnDatabase['engine'];
  port: number;
  ca: string;
}

const times = (count: number, bytes: (n: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, n) => bytes(n)));
const int16 = (number: number) => Buffer.from([number >> 8, number & 255]);
const NULLS = Buffer.alloc(32_767 * 4, 255);

/** Answers of a Postgres to its first statement. */
const POSTGRES_ANSWERS: Record<string, Buffer> = {
  'rows without columns': Buffer.concat([
    message('T', int16(0)),
    times(1_000_000, () => message('D', int16(0))),
    READY,
  ]),
  'wide rows': times(110, () => message('D', int16(32_767), NULLS)),
  'wide descriptions': times(110, () => message('T', int16(32_767), NULLS)),
  notices: times(100_000, () => message('N', 'SNOTICE\0Mx\0\0')),
  'an error of 60 KB': message('E', ...Array.from({ length: 20_000 }, () => 'Mx\0'), '\0'),
};

/** What a Postgres sends again and again for whatever comes while somebody logs in. */
const POSTGRES_LOGINS: Record<string, (sent: Buffer) => Buffer> = {
  'SCRAM challenges': (sent) =>
    sent.includes('n=*,r=') ? times(3_000, () => scramChallenge(sent, 100_000)) : SCRAM,
  'password requests': () => times(900_000, () => authentication(3)),
  'MD5 requests': () => times(100_000, () => authentication(5, 'salt')),
  settings: () => Buffer.concat([authentication(0), times(100_000, () => message('S', 'a\0b\0'))]),
};

const SWITCH = Buffer.from(`\xfemysql_native_password\0${'s'.repeat(20)}\0`, 'latin1');
const CACHING = Buffer.from(`\xfecaching_sha2_password\0${'s'.repeat(20)}\0`, 'latin1');

const MYSQL_LOGINS: Record<string, Buffer> = {
  'switches of the method': times(10_000, (n) => packet(3 + n, SWITCH)),
  'authentication data': Buffer.concat([
    packet(3, CACHING),
    times(10_000, (n) => packet(4 + n, [1, 4])),
  ]),
};

const grant = (length: number) => lengthEncoded(`GRANT SELECT${', SELECT'.repeat(length / 8)}`);
const values = (...texts: string[]) => Buffer.concat(texts.map(lengthEncoded));

/** What a MySQL answers to SHOW GRANTS; it is a good one up to there. */
const GRANTS: Record<string, Buffer> = {
  'a long grant': textRows(['Grants'], [grant(234_000)]),
  'many grants': textRows(
    ['Grants'],
    Array.from({ length: 100_000 }, () => grant(100)),
  ),
  'long grants': textRows(
    ['Grants'],
    Array.from({ length: 60 }, () => grant(234_000)),
  ),
  'empty rows': textRows(
    ['Grants'],
    Array.from({ length: 1_000_000 }, () => Buffer.from([0])),
  ),
};

const mysqlWith = (grants: Buffer) => (sql: string) => {
  if (sql.includes('VERSION()')) return textRows(['version', 'clock'], [values('8.0.36', '0')]);
  if (sql.includes('read_only')) return textRows(['a', 'b'], [values('0', '0')]);
  if (sql.includes('information_schema')) return textRows(['name'], []);
  return sql.startsWith('SHOW GRANTS') ? grants : ok(1);
};

/** They end with the thread. */
const endless = { teardown: () => {} };

async function start(): Promise<HostileServer[]> {
  const authority = await trust();
  const { ca } = authority;
  const servers: HostileServer[] = [];
  const add = (name: string, engine: OwnDatabase['engine'], { port }: { port: number }) =>
    servers.push({ name, engine, port, ca });
  for (const [name, answer] of Object.entries(POSTGRES_ANSWERS))
    add(name, 'postgres', await roguePostgres(endless, authority, answer));
  for (const [name, login] of Object.entries(POSTGRES_LOGINS))
    add(name, 'postgres', await roguePostgres(endless, authority, null, login));
  for (const [name, login] of Object.entries(MYSQL_LOGINS))
    add(name, 'mysql', await rogueMysql(endless, authority, null, login));
  for (const [name, grants] of Object.entries(GRANTS))
    add(name, 'mysql', await rogueMysql(endless, authority, mysqlWith(grants)));
  return servers;
}

parentPort?.postMessage(await start());
