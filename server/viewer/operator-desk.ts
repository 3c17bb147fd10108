import { notFound, type OperatorActs } from '../../domain/index.ts';
import type { WebContext } from '../../web/context.ts';
import type { SignedIn } from '../auth/session.ts';

/** The operators' acts for the signed-in person; to everybody else none of them exists. */
export function operatorDesk(
  parts: {
    operators: readonly string[];
    operatorActs: OperatorActs;
    tenants: WebContext['operator']['tenants'];
    services: WebContext['operator']['services'];
  },
  session: SignedIn | null,
): WebContext['operator'] {
  const by = () => {
    if (!session || !parts.operators.includes(session.userId)) throw notFound();
    return { userId: session.userId, name: session.userName };
  };
  const looking =
    <A extends unknown[], R>(look: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      by();
      return look(...args);
    };
  const acting =
    <I, R>(act: (who: ReturnType<typeof by>, input: I) => Promise<R>) =>
    async (input: I): Promise<R> =>
      act(by(), input);
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
    startMove: acting(acts.startMove),
    changeMove: acting(acts.changeMove),
    changeSecret: acting(acts.changeSecret),
    retryMigration: acting(acts.retryMigration),
  };
}
