import {
  needsNewSignIn,
  notFound,
  type OperatorAction,
  type OperatorActs,
} from '../../domain/index.ts';
import type { ControlDoor } from '../../tenancy/index.ts';
import type { WebContext } from '../../web/context.ts';
import type { SignedIn } from '../auth/session.ts';
import { HttpRefusal } from '../http/errors.ts';

/** The operators' acts for the signed-in person; to everybody else none of them exists. */
export function operatorDesk(
  parts: {
    operators: readonly string[];
    operatorActs: OperatorActs;
    drafts: Pick<ControlDoor, 'saveFormDraft' | 'readFormDraft'>;
    tenants: WebContext['operator']['tenants'];
    services: WebContext['operator']['services'];
  },
  session: SignedIn | null,
): WebContext['operator'] {
  const by = () => {
    if (!session || !parts.operators.includes(session.userId)) throw notFound();
    return session;
  };
  const looking =
    <A extends unknown[], R>(look: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      by();
      return look(...args);
    };
  const acting =
    <I, R>(
      actionOf: (input: I) => OperatorAction,
      act: (who: { userId: string; name: string }, input: I) => Promise<R>,
    ) =>
    async (input: I): Promise<R> => {
      const { userId, userName, authenticatedAt } = by();
      if (needsNewSignIn(actionOf(input), authenticatedAt, Date.now()))
        throw new HttpRefusal(403, 'sign_in_again');
      return act({ userId, name: userName }, input);
    };
  const { operatorActs: acts } = parts;
  return {
    tenants: looking(parts.tenants),
    services: looking(parts.services),
    moves: looking(acts.moves),
    secrets: looking(acts.secrets),
    clusters: looking(acts.clusters),
    ownPlaces: looking(acts.ownPlaces),
    lagging: looking(acts.lagging),
    audit: looking(acts.audit),
    startMove: acting(() => 'move.start', acts.startMove),
    changeMove: acting(({ change }) => `move.${change}` as const, acts.changeMove),
    changeSecret: acting(({ change }) => `secret.${change}` as const, acts.changeSecret),
    retryMigration: acting(() => 'migration.retry', acts.retryMigration),
    saveDraft: async (fields) =>
      parts.drafts.saveFormDraft({ userId: by().userId, fields, now: Date.now() }),
    readDraft: async (id) =>
      parts.drafts.readFormDraft({ id, userId: by().userId, now: Date.now() }),
  };
}
