import type { CustomerDatabaseView } from './types.ts';

/** What became of the version of a secret before the one in use. */
export function toPreviousVersion(
  secret: { version: number; oldVersionsEndAt: number | null } | null,
): CustomerDatabaseView['previousVersion'] {
  if (!secret || secret.version <= 1) return null;
  return secret.oldVersionsEndAt === null
    ? { state: 'destroyed' }
    : { state: 'closing', endsAt: secret.oldVersionsEndAt };
}
