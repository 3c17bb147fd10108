import type Koa from 'koa';
import type { Context, DefaultContext } from 'koa';
import type { SignedIn } from '../auth/session.ts';

/** What the middleware of a request leaves for the next one. */
export interface State {
  requestId: string;
  /** For Content-Security-Policy. */
  nonce: string;
  session: SignedIn | null;
}

export type App = Koa<State, DefaultContext>;
export type Ctx = Context & { state: State };
