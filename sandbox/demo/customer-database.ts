import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Certificate, createAuthority } from '../databases/certificates.ts';
import type { PostgresCluster } from '../databases/postgres.ts';

/** A Postgres as a label might have one, for trying out what it is to connect it. */
export interface CustomerDatabase {
  /** What its admin pastes. */
  url: string;
  /** The certificate that goes with it: its authority is not a public one. */
  caFile: string;
  /** For OWN_DATABASE_ALLOW: loopback is no public address. */
  address: string;
}

const DATABASE_NAME = 'nightfall';

/** The certificate of the demo's own database; made once, so that what was connected stays so. */
export async function loadOrCreateCertificate(
  folder: string,
): Promise<{ tls: Certificate; caFile: string }> {
  mkdirSync(folder, { recursive: true });
  const resolveFile = (name: string) => path.join(folder, name);
  const caFile = resolveFile('ca.pem');
  if (!existsSync(caFile)) {
    const authority = await createAuthority('Nightfall');
    const { cert, key } = await authority.issue({ dns: ['localhost'], ip: ['127.0.0.1'] });
    writeFileSync(resolveFile('server.crt'), cert);
    writeFileSync(resolveFile('server.key'), key, { mode: 0o600 });
    // Last: it says that the others are there.
    writeFileSync(caFile, authority.ca);
  }
  const read = (name: string) => readFileSync(resolveFile(name), 'utf8');
  return { tls: { cert: read('server.crt'), key: read('server.key') }, caFile };
}

/** Makes the label's role and database in it, once. */
export async function createCustomerDatabase(
  cluster: PostgresCluster,
  caFile: string,
): Promise<CustomerDatabase> {
  const createIfMissing = async (sql: string) => {
    const EXISTS = new Set(['42710', '42P04']);
    await cluster.run(sql).catch((error: { code?: string }) => {
      if (!EXISTS.has(error.code ?? '')) throw error;
    });
  };
  await createIfMissing(`CREATE ROLE ${DATABASE_NAME} LOGIN PASSWORD '${DATABASE_NAME}'`);
  await createIfMissing(`CREATE DATABASE ${DATABASE_NAME} OWNER ${DATABASE_NAME}`);
  return {
    url: `postgres://${DATABASE_NAME}:${DATABASE_NAME}@127.0.0.1:${cluster.port}/${DATABASE_NAME}`,
    caFile,
    address: `127.0.0.1:${cluster.port}`,
  };
}
