import type { Middleware } from 'koa';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { getClientKey } from './client-key.ts';
import { HttpError } from './errors.ts';
import type { State } from './state.ts';

/**
 * Limits per minute: by person once signed in, else by address. Log-in has its own, lower one.
 * In this process's memory: with n servers a person gets n times as much, which is still a limit.
 */
export function rateLimits(perMinute: number): Middleware<State> {
  const generalLimiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const loginLimiter = new RateLimiterMemory({
    points: Math.max(10, perMinute / 10),
    duration: 60,
  });
  return async (ctx, next) => {
    // The route, as it was matched: a path can be written in several ways.
    const limiter = ctx.state.route?.pattern.startsWith('/auth/') ? loginLimiter : generalLimiter;
    const rejection: RateLimiterRes | null = await limiter.consume(getClientKey(ctx)).then(
      () => null,
      (result: RateLimiterRes) => result,
    );
    if (rejection)
      throw new HttpError(429, 'rate_limited', {
        retryAfterSeconds: Math.ceil(rejection.msBeforeNext / 1_000),
      });
    await next();
  };
}
