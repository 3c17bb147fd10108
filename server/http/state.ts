import type { Context } from 'koa';
import type { SignedInSession } from '../auth/session.ts';
import type { HttpError } from './errors.ts';
import type { MatchedRoute } from './route-matcher.ts';

/** What the middleware of a request leaves for the next one. */
export interface State {
  requestId: string;
  /** For Content-Security-Policy. */
  nonce: string;
  session: SignedInSession | null;
  /** Which route it is for; null until that is known. */
  route: MatchedRoute | null;
  /** The whole body, within its route's limits; null when there is none. */
  body: Buffer | null;
  /** Why no page can be given; a page says it. */
  httpError: HttpError | null;
  /** When what is refused or unavailable is worth another try; null: not known. */
  retryAfterSeconds: number | null;
}

export type Ctx = Context & { state: State };
