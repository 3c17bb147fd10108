import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { addDatabaseSecret } from '../control/database-secrets.ts';
import { TENANT_SCHEMA_VERSION } from '../migrate/places.ts';
import { TABLES } from '../moves/index.ts';
import {
  type AddressGuard,
  type OwnDatabase,
  type OwnPools,
  type OwnTestReport,
  parseCa,
  parseOwnFields,
  parseOwnUrl,
  testOwnDatabase,
} from '../own/index.ts';
import { databaseSecretPath, type SecretStore } from '../secrets/index.ts';
import type { GivenAddress, OnStep } from './types.ts';

export interface CandidateParts {
  control: Knex;
  secrets: SecretStore;
  guard: AddressGuard;
  /** Takes a socket of the process's budget. */
  slot: OwnPools['slot'];
  now: () => number;
}

/** By these a database is recognised as ours, or as somebody else's. */
const OUR_TABLES = [
  ...TABLES.map(({ name }) => name),
  'guild_fence',
  'move_changes',
  'schema_ledger',
];

/** @throws OwnDatabaseError */
export function readAddress(given: GivenAddress): OwnDatabase {
  const { url = '', ca = '' } = given;
  if (url.trim() !== '') return { ...parseOwnUrl(url.trim()), ca: parseCa(ca) };
  const { engine = '', host = '', port = '', user = '', password = '', database = '' } = given;
  return parseOwnFields({ engine, host, port, user, password, database, ca });
}

/** @throws OwnDatabaseError, OwnBusyError */
export function testDatabase(
  { guard, slot }: Pick<CandidateParts, 'guard' | 'slot'>,
  guildId: string,
  database: OwnDatabase,
  onStep: OnStep,
): Promise<OwnTestReport> {
  return testOwnDatabase(database, {
    guard,
    slot,
    guildId,
    schema: { tables: OUR_TABLES, version: TENANT_SCHEMA_VERSION },
    onStep: (step, state) => {
      if (state !== 'running') onStep(step, state === 'passed');
    },
  });
}

/** Keeps a database in Vault, in a secret of its own, before anything refers to it. @returns its ref */
export async function keepCandidate(
  { control, secrets, now }: CandidateParts,
  guildId: string,
  database: OwnDatabase,
  facts: { server: string; by: string },
): Promise<string> {
  const ref = databaseSecretPath(guildId, randomUUID());
  // The row first: a secret that nobody knows of would never be erased.
  await addDatabaseSecret(control, {
    ref,
    guildId,
    engine: database.engine,
    version: 1,
    server: facts.server,
    createdBy: facts.by,
    createdAt: now(),
  });
  await secrets.put(ref, { ...database }, 0);
  return ref;
}
