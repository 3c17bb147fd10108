export {
  listClusters,
  listCustomerDatabases,
  listOutdatedPlacements,
  retryMigration,
} from './databases.ts';
export { retryDeadLetters } from './dead-letters.ts';
export { listAuditEntries } from './list-audit-entries.ts';
export { listTenants } from './list-tenants.ts';
export { changeMove, listMoves, startMove } from './moves.ts';
export { changeSecret, listSecrets } from './secrets.ts';
