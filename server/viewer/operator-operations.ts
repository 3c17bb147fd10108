import { bindCaller, notFound, type OperatorOperations } from '../../domain/index.ts';
import type { ControlAccess } from '../../tenancy/index.ts';
import type { WebContext } from '../../web/context.ts';
import type { SignedInSession } from '../auth/session.ts';

/** The operators' operations for the signed-in person; for everybody else none of them exists. */
export function bindViewerOperatorOperations(
  dependencies: {
    operators: readonly string[];
    operatorOperations: OperatorOperations;
    drafts: Pick<ControlAccess, 'saveFormDraft' | 'readFormDraft'>;
    services: WebContext['operator']['services'];
  },
  session: SignedInSession | null,
): WebContext['operator'] {
  const requireOperator = () => {
    if (!session || !dependencies.operators.includes(session.userId)) throw notFound();
    return session;
  };
  return {
    ...bindCaller(dependencies.operatorOperations.operator, () => {
      const { userId, userName, authenticatedAt } = requireOperator();
      return { userId, name: userName, signedInAt: authenticatedAt };
    }),
    async services() {
      requireOperator();
      return dependencies.services();
    },
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
