import type { Middleware } from 'koa';
import type { ControlAccess } from '../../tenancy/index.ts';
import { toUnavailableError } from '../http/errors.ts';
import type { State } from '../http/state.ts';

/** Who a request's cookie belongs to. */
export interface SignedInSession {
  /** The cookie's value: a bearer secret, never logged. */
  id: string;
  userId: string;
  userName: string;
  userAvatar: string | null;
  sealedTokens: string;
  tokensExpireAt: number;
  /** When they last signed in with Discord, epoch ms. */
  authenticatedAt: number;
}

export const SESSION_DAYS = 14;

/** `__Host-` binds the cookie to this very host; browsers accept it over https only. */
export const cookieName = (isHttps: boolean): string =>
  isHttps ? '__Host-vektra' : 'vektra_session';

export const cookieOptions = (isHttps: boolean) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: isHttps,
  path: '/',
  overwrite: true,
});

/** Looks the session up in the control database; a stranger's request goes on without one. */
export const readSessionCookie =
  (control: ControlAccess, isHttps: boolean): Middleware<State> =>
  async (ctx, next) => {
    const id = ctx.cookies.get(cookieName(isHttps));
    const lookup = id && id.length < 100 ? control.readSession(id, Date.now()) : null;
    const session = await Promise.resolve(lookup).catch((error: unknown) => {
      throw toUnavailableError(error);
    });
    ctx.state.session = session && id ? { id, ...session } : null;
    await next();
  };
