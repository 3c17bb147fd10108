import type { Middleware } from 'koa';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { clientKey } from './client-key.ts';
import { HttpRefusal } from './errors.ts';
import type { State } from './state.ts';

/**
 * Limits per minute: by person once signed in, else by address. Log-in has its own, lower one.
 * In this process's memory: with n servers a person gets n times as much, which is still a limit.
 */
export function rateLimits(perMinute: number): Middleware<State> {
  const all = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const login = new RateLimiterMemory({ points: Math.max(10, perMinute / 10), duration: 60 });
  return async (ctx, next) => {
    // The route, as it was matched: a path can be written in several ways.
    const limiter = ctx.state.route?.pattern.startsWith('/auth/') ? login : all;
    const refused: RateLimiterRes | null = await limiter.consume(clientKey(ctx)).then(
      () => null,
      (result: RateLimiterRes) => result,
    );
    if (refused)
      throw new HttpRefusal(429, 'rate_limited', {
        retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1_000),
      });
    await next();
  };
}
