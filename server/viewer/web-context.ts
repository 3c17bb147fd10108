import type { Directory } from '../../bot/index.ts';
import { type Acts, notFound, type OperatorActs } from '../../domain/index.ts';
import type { ControlDoor } from '../../tenancy/index.ts';
import type { ServerSummary, WebContext } from '../../web/context.ts';
import { LogInOver } from '../auth/discord-user.ts';
import type { SignedIn } from '../auth/session.ts';
import { HttpRefusal, orUnavailable } from '../http/errors.ts';
import { logRefusal, requestFacts } from '../http/request-facts.ts';
import type { Ctx } from '../http/state.ts';
import type { Logger } from '../log.ts';
import { actorIn } from './actor.ts';
import { operatorDesk } from './operator-desk.ts';

interface Parts {
  acts: Acts;
  directory: Directory;
  servers(session: SignedIn): Promise<ServerSummary[]>;
  operators: readonly string[];
  cdnUrl: string;
  support: string;
  log: Logger;
  invite(guildId?: string): string;
  endSession(session: SignedIn): Promise<void>;
  tenants: WebContext['operator']['tenants'];
  services: WebContext['operator']['services'];
  operatorActs: OperatorActs;
  drafts: Pick<ControlDoor, 'saveFormDraft' | 'readFormDraft'>;
}

/** `/auth/login` is no page of the router's: the browser has to go there itself. */
const logInAgain = () =>
  new Response(null, {
    status: 302,
    headers: { location: '/auth/login?returnTo=/servers', 'x-remix-reload-document': 'true' },
  });

/** All that web gets of a request; see web/context.ts. */
export function webContext(parts: Parts, ctx: Pick<Ctx, 'method' | 'state'>): WebContext {
  const { state } = ctx;
  const { nonce, session, requestId } = state;
  /** What is away is logged here and told by the page. */
  const told = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      const known = orUnavailable(error);
      if (known instanceof HttpRefusal) {
        logRefusal(parts.log, ctx, known);
        state.retryAfterSeconds = known.retryAfterSeconds;
      }
      throw known;
    });
  const avatar = (hash: string | null) =>
    hash && session ? `${parts.cdnUrl}/avatars/${session.userId}/${hash}.png?size=64` : null;
  return {
    nonce,
    requestId,
    log: parts.log.child(requestFacts(ctx)),
    refusal: state.refusal as WebContext['refusal'],
    viewer: session && {
      id: session.userId,
      name: session.userName,
      avatarUrl: avatar(session.userAvatar),
      isOperator: parts.operators.includes(session.userId),
    },
    async actorFor(guildId) {
      const actor = session && (await told(actorIn(parts.directory, session, guildId)));
      if (!actor) throw notFound();
      return { ...actor, avatarUrl: avatar(session.userAvatar) };
    },
    async servers() {
      if (!session) throw notFound();
      try {
        return await told(parts.servers(session));
      } catch (error) {
        if (!(error instanceof LogInOver)) throw error;
        await parts.endSession(session);
        throw logInAgain();
      }
    },
    acts: parts.acts,
    operator: operatorDesk(parts, session),
    urls: {
      invite: parts.invite,
      login: (returnTo) => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
      support: parts.support,
    },
  };
}
