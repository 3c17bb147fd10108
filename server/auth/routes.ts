import type Router from '@koa/router';
import type { ControlAccess, SecretStore } from '../../tenancy/index.ts';
import type { SignInProblem } from '../../web/context.ts';
import { isEqualInConstantTime } from '../http/constant-time.ts';
import { badRequest } from '../http/errors.ts';
import { requestLogFields } from '../http/request-log-fields.ts';
import type { State } from '../http/state.ts';
import type { Logger } from '../log.ts';
import type { ServerLists } from '../viewer/server-list.ts';
import { fetchUser } from './discord-api.ts';
import type { OAuth } from './oauth.ts';
import { retryAfterRateLimit } from './rate-limited.ts';
import { requireTls } from './require-tls.ts';
import { toSafeReturnPath } from './return-to.ts';
import { sealTokens, unsealTokens } from './sealed-tokens.ts';
import { cookieName, cookieOptions, SESSION_DAYS } from './session.ts';

const LOGIN_COOKIE = 'vektra_login';
const LOGIN_MINUTES = 10;

interface AuthDependencies {
  oauth: OAuth;
  control: ControlAccess;
  secrets: SecretStore;
  lists: Pick<ServerLists, 'prefetch'>;
  api: string;
  isHttps: boolean;
  log: Logger;
}

/** Absent, or in the form of our own states. */
const isValidState = (state: unknown): boolean =>
  state === undefined || (typeof state === 'string' && /^[A-Za-z0-9_-]{32}$/.test(state));

/** Absent, or in the form of Discord's codes. */
const isValidCode = (code: unknown): boolean =>
  code === undefined || (typeof code === 'string' && /^[\x21-\x7e]{1,500}$/.test(code));

/** Log-in with Discord, and log-out. What went wrong is told on the landing page, in words. */
export function registerAuthRoutes(router: Router<State>, dependencies: AuthDependencies): void {
  const { oauth, control, secrets, lists, api, isHttps, log } = dependencies;
  const tlsRequired = requireTls(isHttps);

  router.get('/auth/login', tlsRequired, (ctx) => {
    const { url, state, verifier } = oauth.begin();
    const loginState = JSON.stringify({
      state,
      verifier,
      returnTo: toSafeReturnPath(ctx.query.returnTo),
    });
    ctx.cookies.set(LOGIN_COOKIE, Buffer.from(loginState).toString('base64url'), {
      ...cookieOptions(isHttps),
      path: '/auth/',
      signed: true,
      maxAge: LOGIN_MINUTES * 60_000,
    });
    ctx.set('cache-control', 'no-store');
    ctx.redirect(url);
  });

  router.get('/auth/callback', tlsRequired, async (ctx) => {
    if (!isValidState(ctx.query.state) || !isValidCode(ctx.query.code)) throw badRequest();
    const loginState = readLoginState(ctx.cookies.get(LOGIN_COOKIE, { signed: true }));
    ctx.cookies.set(LOGIN_COOKIE, null, { ...cookieOptions(isHttps), path: '/auth/' });
    ctx.set('cache-control', 'no-store');
    const { state, code, error } = ctx.query;
    const redirectWithError = (reason: SignInProblem) => ctx.redirect(`/?login=${reason}`);
    if (error) return redirectWithError(error === 'access_denied' ? 'cancelled' : 'failed');
    if (
      !loginState ||
      typeof state !== 'string' ||
      typeof code !== 'string' ||
      !isEqualInConstantTime(state, loginState.state)
    )
      return redirectWithError('expired');
    try {
      const tokens = await retryAfterRateLimit(() => oauth.finish(code, loginState.verifier));
      const user = await retryAfterRateLimit(() => fetchUser(api, tokens.accessToken));
      const now = Date.now();
      const id = await control.createSession({
        userId: user.id,
        userName: user.name,
        userAvatar: user.avatar,
        sealedTokens: await sealTokens(secrets, user.id, tokens),
        tokensExpireAt: tokens.expiresAt,
        expiresAt: now + SESSION_DAYS * 86_400_000,
        now,
      });
      // Signing in again replaces the session of this browser.
      const { session } = ctx.state;
      if (session) await control.endSession(session.id);
      await lists.prefetch(id, tokens);
      ctx.cookies.set(cookieName(isHttps), id, {
        ...cookieOptions(isHttps),
        maxAge: SESSION_DAYS * 86_400_000,
      });
      ctx.redirect(loginState.returnTo);
    } catch (problem) {
      log.warn({ ...requestLogFields(ctx), err: problem }, 'auth.login_failed');
      redirectWithError('failed');
    }
  });

  router.post('/auth/logout', tlsRequired, async (ctx) => {
    const { session } = ctx.state;
    if (session) {
      await control.endSession(session.id);
      // The tokens are revoked, too; if Discord is unavailable, they expire.
      void unsealTokens(secrets, session.userId, session.sealedTokens)
        .then((tokens) => oauth.revoke(tokens))
        .catch((problem) => log.info({ err: problem }, 'auth.revoke_failed'));
    }
    ctx.cookies.set(cookieName(isHttps), null, cookieOptions(isHttps));
    ctx.status = 303;
    ctx.redirect('/');
  });
}

function readLoginState(
  cookie: string | undefined,
): { state: string; verifier: string; returnTo: string } | null {
  try {
    return cookie ? JSON.parse(Buffer.from(cookie, 'base64url').toString()) : null;
  } catch {
    return null;
  }
}
