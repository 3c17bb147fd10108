import {
  notFound,
  type OperatorAction,
  type OperatorOperations,
  requiresRecentSignIn,
} from '../../domain/index.ts';
import type { ControlAccess } from '../../tenancy/index.ts';
import type { WebContext } from '../../web/context.ts';
import type { SignedInSession } from '../auth/session.ts';
import { HttpError } from '../http/errors.ts';

/** The operators' operations for the signed-in person; everybody else gets `not_found`. */
export function bindViewerOperatorOperations(
  dependencies: {
    operators: readonly string[];
    operatorOperations: OperatorOperations;
    drafts: Pick<ControlAccess, 'saveFormDraft' | 'readFormDraft'>;
    tenants: WebContext['operator']['tenants'];
    services: WebContext['operator']['services'];
  },
  session: SignedInSession | null,
): WebContext['operator'] {
  const requireOperator = () => {
    if (!session || !dependencies.operators.includes(session.userId)) throw notFound();
    return session;
  };
  const bindQuery =
    <A extends unknown[], R>(query: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      requireOperator();
      return query(...args);
    };
  const bindMutation =
    <I, R>(
      actionOf: (input: I) => OperatorAction,
      mutation: (operator: { userId: string; name: string }, input: I) => Promise<R>,
    ) =>
    async (input: I): Promise<R> => {
      const { userId, userName, authenticatedAt } = requireOperator();
      if (requiresRecentSignIn(actionOf(input), authenticatedAt, Date.now()))
        throw new HttpError(403, 'sign_in_again');
      return mutation({ userId, name: userName }, input);
    };
  const { operatorOperations: operations } = dependencies;
  return {
    tenants: bindQuery(dependencies.tenants),
    services: bindQuery(dependencies.services),
    listMoves: bindQuery(operations.listMoves),
    listSecrets: bindQuery(operations.listSecrets),
    listClusters: bindQuery(operations.listClusters),
    listCustomerDatabases: bindQuery(operations.listCustomerDatabases),
    listOutdatedPlacements: bindQuery(operations.listOutdatedPlacements),
    listAuditEntries: bindQuery(operations.listAuditEntries),
    startMove: bindMutation(() => 'move.start', operations.startMove),
    changeMove: bindMutation(({ change }) => `move.${change}` as const, operations.changeMove),
    changeSecret: bindMutation(
      ({ change }) => `secret.${change}` as const,
      operations.changeSecret,
    ),
    retryMigration: bindMutation(() => 'migration.retry', operations.retryMigration),
    saveDraft: async (fields) =>
      dependencies.drafts.saveFormDraft({
        userId: requireOperator().userId,
        fields,
        now: Date.now(),
      }),
    readDraft: async (id) =>
      dependencies.drafts.readFormDraft({ id, userId: requireOperator().userId, now: Date.now() }),
  };
}
