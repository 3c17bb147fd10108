import { CustomerDatabaseError } from '../errors.ts';

/** What documentation puts where one's own value belongs. */
const PLACEHOLDER =
  /^(\[[a-z][a-z0-9_-]{2,60}\]|<[a-z][a-z0-9_-]{2,60}>|\{[a-z][a-z0-9_-]{2,60}\}|your[_-]?(password|user|username|host|database))$/i;

/** @throws CustomerDatabaseError `PLACEHOLDER` with the part that holds one */
export function refusePlaceholders(parts: Record<string, string>): void {
  for (const [field, value] of Object.entries(parts))
    if (PLACEHOLDER.test(value)) throw new CustomerDatabaseError('PLACEHOLDER', { field });
}
