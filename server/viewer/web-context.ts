import type { Directory } from '../../bot/index.ts';
import { type Acts, notFound } from '../../domain/index.ts';
import type { ServerSummary, WebContext } from '../../web/context.ts';
import type { SignedIn } from '../auth/session.ts';
import type { State } from '../http/state.ts';
import { actorIn } from './actor.ts';

interface Parts {
  acts: Acts;
  directory: Directory;
  servers(session: SignedIn): Promise<ServerSummary[]>;
  operators: readonly string[];
  cdnUrl: string;
  support: string;
  invite(guildId?: string): string;
}

/** All that web gets of a request; see web/context.ts. */
export function webContext(parts: Parts, { nonce, session }: State): WebContext {
  const avatar = (hash: string | null) =>
    hash && session ? `${parts.cdnUrl}/avatars/${session.userId}/${hash}.png?size=64` : null;
  return {
    nonce,
    viewer: session && {
      id: session.userId,
      name: session.userName,
      avatarUrl: avatar(session.userAvatar),
      isOperator: parts.operators.includes(session.userId),
    },
    async actorFor(guildId) {
      const actor = session && (await actorIn(parts.directory, session, guildId));
      if (!actor) throw notFound();
      return { ...actor, avatarUrl: avatar(session.userAvatar) };
    },
    async servers() {
      if (!session) throw notFound();
      return parts.servers(session);
    },
    acts: parts.acts,
    urls: {
      invite: parts.invite,
      login: (returnTo) => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
      support: parts.support,
    },
  };
}
