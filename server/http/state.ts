import type Koa from 'koa';
import type { Context, DefaultContext } from 'koa';
import type { SignedIn } from '../auth/session.ts';
import type { HttpRefusal } from './errors.ts';

/** What the middleware of a request leaves for the next one. */
export interface State {
  requestId: string;
  /** For Content-Security-Policy. */
  nonce: string;
  session: SignedIn | null;
  /** Why no page can be given; a page says it. */
  refusal: HttpRefusal | null;
}

export type App = Koa<State, DefaultContext>;
export type Ctx = Context & { state: State };
