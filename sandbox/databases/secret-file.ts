import { chownSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PostgresPrograms } from './binaries.ts';

/** A file that only Postgres may read: it refuses a key that others can. @returns its path */
export function writeSecretFile(
  folder: string,
  name: string,
  content: string,
  identity: PostgresPrograms['identity'],
): string {
  const file = path.join(folder, name);
  writeFileSync(file, content, { mode: 0o600 });
  if (identity.uid !== undefined) chownSync(file, identity.uid, identity.gid);
  return file;
}
