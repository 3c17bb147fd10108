import type { Deps } from '../deps.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import {
  listClusters,
  listCustomerDatabases,
  listOutdatedPlacements,
  retryMigration,
} from './databases.ts';
import { listAuditEntries } from './list-audit-entries.ts';
import { changeMove, listMoves, startMove } from './moves.ts';
import { finishRestore, openInRegion } from './restore.ts';
import { changeSecret, listSecrets } from './secrets.ts';
import type { OperatorOperations, RestoreOperations } from './types.ts';

/** Binds the operators' acts. Who is an operator is the adapter's to know: see OPERATORS. */
export function bindOperatorOperations(deps: Deps): OperatorOperations {
  const bind = createBinder(deps);
  return {
    listMoves: bind(listMoves),
    startMove: bind(startMove),
    changeMove: bind(changeMove),
    listSecrets: bind(listSecrets),
    changeSecret: bind(changeSecret),
    listClusters: bind(listClusters),
    listCustomerDatabases: bind(listCustomerDatabases),
    listOutdatedPlacements: bind(listOutdatedPlacements),
    listAuditEntries: bind(listAuditEntries),
    retryMigration: bind(retryMigration),
  };
}

/** Binds what follows the restore of a backup: for the command line only. */
export function bindRestoreOperations(deps: Deps): RestoreOperations {
  const bind = createBinder(deps);
  return { finish: bind(finishRestore), openInRegion: bind(openInRegion) };
}

const createBinder =
  (deps: Deps) =>
  <A extends unknown[], R>(operation: (deps: Deps, ...args: A) => Promise<R>) =>
  (...args: A): Promise<R> =>
    mapTenancyErrors(operation(deps, ...args));
