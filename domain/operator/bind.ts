import type { Deps } from '../deps.ts';
import { tellingStorage } from '../errors/from-tenancy.ts';
import { auditEntries } from './audit-list.ts';
import { changeMove, moves, startMove } from './moves.ts';
import { clusters, lagging, ownPlaces, retryMigration } from './places.ts';
import { finishRestore, openIn } from './restore.ts';
import { changeSecret, secrets } from './secrets.ts';
import type { OperatorActs, RestoreActs } from './types.ts';

/** Binds the operators' acts. Who is an operator is the adapter's to know: see OPERATORS. */
export function bindOperatorActs(deps: Deps): OperatorActs {
  const bound = binder(deps);
  return {
    moves: bound(moves),
    startMove: bound(startMove),
    changeMove: bound(changeMove),
    secrets: bound(secrets),
    changeSecret: bound(changeSecret),
    clusters: bound(clusters),
    ownPlaces: bound(ownPlaces),
    lagging: bound(lagging),
    audit: bound(auditEntries),
    retryMigration: bound(retryMigration),
  };
}

/** Binds what follows the restore of a backup: for the command line only. */
export function bindRestoreActs(deps: Deps): RestoreActs {
  const bound = binder(deps);
  return { finish: bound(finishRestore), openIn: bound(openIn) };
}

const binder =
  (deps: Deps) =>
  <A extends unknown[], R>(act: (deps: Deps, ...args: A) => Promise<R>) =>
  (...args: A): Promise<R> =>
    tellingStorage(act(deps, ...args));
