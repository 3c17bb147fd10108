import type { MemberDirectory } from '../../bot/index.ts';
import { notFound, type Operations, type OperatorOperations } from '../../domain/index.ts';
import type { ControlAccess } from '../../tenancy/index.ts';
import type { ServerSummary, WebContext } from '../../web/context.ts';
import { TokensRevokedError } from '../auth/discord-api.ts';
import type { SignedInSession } from '../auth/session.ts';
import { HttpError, toUnavailableError } from '../http/errors.ts';
import { logHttpError, requestLogFields } from '../http/request-log-fields.ts';
import type { Ctx } from '../http/state.ts';
import type { Logger } from '../log.ts';
import type { Support } from '../support.ts';
import { loadActor, loadGuildChoices } from './actor.ts';
import { bindViewerOperatorOperations } from './operator-operations.ts';

interface WebContextDependencies {
  operations: Operations;
  operatorOperations: OperatorOperations;
  directory: MemberDirectory;
  servers(session: SignedInSession): Promise<ServerSummary[]>;
  operators: readonly string[];
  cdnUrl: string;
  support: Support;
  log: Logger;
  invite(guildId?: string): string;
  endSession(session: SignedInSession): Promise<void>;
  services: WebContext['operator']['services'];
  drafts: Pick<ControlAccess, 'saveFormDraft' | 'readFormDraft'>;
  /** Of every reader, a BCP 47 tag. */
  locale: string;
}

/** `/auth/login` is no page of the router's: the browser has to go there itself. */
const redirectToLogin = () =>
  new Response(null, {
    status: 302,
    headers: { location: '/auth/login?returnTo=/servers', 'x-remix-reload-document': 'true' },
  });

/** All that web gets of a request; see web/context.ts. */
export function createWebContext(
  dependencies: WebContextDependencies,
  ctx: Pick<Ctx, 'method' | 'state'>,
): WebContext {
  const { state } = ctx;
  const { nonce, session, requestId } = state;
  /** Unavailable services are logged here and shown by the page. */
  const logUnavailable = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      const known = toUnavailableError(error);
      if (known instanceof HttpError) {
        logHttpError(dependencies.log, ctx, known);
        state.retryAfterSeconds = known.retryAfterSeconds;
      }
      throw known;
    });
  const toAvatarUrl = (hash: string | null) =>
    hash && session ? `${dependencies.cdnUrl}/avatars/${session.userId}/${hash}.png?size=64` : null;
  return {
    nonce,
    requestId,
    locale: dependencies.locale,
    log: dependencies.log.child(requestLogFields(ctx)),
    httpError: state.httpError as WebContext['httpError'],
    viewer: session && {
      id: session.userId,
      name: session.userName,
      avatarUrl: toAvatarUrl(session.userAvatar),
      isOperator: dependencies.operators.includes(session.userId),
    },
    async actorFor(guildId) {
      const actor =
        session && (await logUnavailable(loadActor(dependencies.directory, session, guildId)));
      if (!actor) throw notFound();
      return { ...actor, avatarUrl: toAvatarUrl(session.userAvatar) };
    },
    async servers() {
      if (!session) throw notFound();
      try {
        return await logUnavailable(dependencies.servers(session));
      } catch (error) {
        if (!(error instanceof TokensRevokedError)) throw error;
        await dependencies.endSession(session);
        throw redirectToLogin();
      }
    },
    async guildChoices({ guildId, userId }) {
      const choices = await logUnavailable(
        loadGuildChoices(dependencies.directory, guildId, userId),
      );
      if (!choices) throw notFound();
      return choices;
    },
    operations: dependencies.operations,
    operator: bindViewerOperatorOperations(dependencies, session),
    urls: {
      invite: dependencies.invite,
      login: (returnTo) => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
      support: dependencies.support.url,
      supportServer: dependencies.support.serverUrl,
    },
  };
}
