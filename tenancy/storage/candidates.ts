import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { addDatabaseSecret } from '../control/database-secrets.ts';
import {
  type AddressGuard,
  type ConnectionTestReport,
  type CustomerDatabase,
  type CustomerPools,
  parseCa,
  parseConnectionFields,
  parseCustomerDatabaseUrl,
  testCustomerDatabase,
} from '../customer-database/index.ts';
import { TENANT_SCHEMA_VERSION } from '../migrate/migrate-all.ts';
import { MOVED_TABLES, RESIDENT_TABLES } from '../moves/index.ts';
import { databaseSecretPath, type SecretStore } from '../secrets/index.ts';
import type { ConnectionInput, OnStep } from './types.ts';

export interface CandidateDeps {
  control: Knex;
  secrets: SecretStore;
  guard: AddressGuard;
  /** Takes a socket of the process's budget. */
  acquireSocket: CustomerPools['acquireSocket'];
  now: () => number;
}

/** By these a database is recognised as ours, or as somebody else's. */
const TENANT_TABLES = [...MOVED_TABLES.map(({ name }) => name), ...RESIDENT_TABLES];

/**
 * @returns the database, and the names of parameters of its URL that change nothing
 * @throws CustomerDatabaseError
 */
export function parseConnectionInput(input: ConnectionInput): {
  database: CustomerDatabase;
  ignoredParameters: string[];
} {
  const { url = '', ca = '', pinnedFingerprint = null } = input;
  if (url.trim() !== '') {
    const { database, ignoredParameters } = parseCustomerDatabaseUrl(url);
    return { database: { ...database, ca: parseCa(ca), pinnedFingerprint }, ignoredParameters };
  }
  const { engine = '', host = '', port = '', user = '', password = '', database = '' } = input;
  const fields = { engine, host, port, user, password, database, ca };
  return {
    database: { ...parseConnectionFields(fields), pinnedFingerprint },
    ignoredParameters: [],
  };
}

/** @throws CustomerDatabaseError, ConnectionLimitError */
export function testDatabase(
  { guard, acquireSocket }: Pick<CandidateDeps, 'guard' | 'acquireSocket'>,
  guildId: string,
  database: CustomerDatabase,
  onStep: OnStep,
): Promise<ConnectionTestReport> {
  return testCustomerDatabase(database, {
    guard,
    acquireSocket,
    guildId,
    schema: { tables: TENANT_TABLES, version: TENANT_SCHEMA_VERSION },
    onStep: (step, state) => {
      if (state !== 'running') onStep(step, state === 'passed');
    },
  });
}

/**
 * Keeps a database in Vault, in a secret of its own, before anything refers to it. @returns its ref
 */
export async function saveCandidate(
  { control, secrets, now }: CandidateDeps,
  guildId: string,
  database: CustomerDatabase,
  details: { server: string; requestedBy: string },
): Promise<string> {
  const ref = databaseSecretPath(guildId, randomUUID());
  // The row first: a secret that nobody knows of would never be erased.
  await addDatabaseSecret(control, {
    ref,
    guildId,
    engine: database.engine,
    version: 1,
    server: details.server,
    createdBy: details.requestedBy,
    createdAt: now(),
  });
  await secrets.put(ref, { ...database }, 0);
  return ref;
}
