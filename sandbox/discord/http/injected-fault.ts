import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../core.ts';
import type { Fault } from './faults.ts';
import { HttpResponse } from './http-response.ts';

/** The faulty answer; null means the connection is cut. */
export async function answerWithFault(
  core: Core,
  fault: Fault,
  runHandler: () => Promise<HttpResponse>,
  request: IncomingMessage,
): Promise<HttpResponse | null> {
  const recordHit = () => {
    fault.hits++;
    core.eventBus.emit(`fault:${fault.id}`);
  };
  // Who waits for a fault wants what it lets happen to have happened.
  if (!fault.afterEffect) recordHit();
  if (fault.held) await waitForRelease(core, fault.id);
  if (fault.delayMs) await wait(fault.delayMs);
  const isFailing = fault.drop || fault.hang || fault.status !== undefined;
  if (!isFailing) return runHandler();
  if (fault.afterEffect) {
    await runHandler();
    recordHit();
  }
  if (fault.hang && !request.socket.destroyed) await once(request.socket, 'close');
  if (fault.drop || fault.hang) return null;
  const status = fault.status!;
  if (status === 429) return createRateLimitResponse(fault, core.clock.now());
  return new HttpResponse(status, {
    message: fault.message ?? `${status}: Injected fault`,
    code: fault.code ?? 0,
  });
}

/**
 * Whole seconds in the header, the fraction in the body. A `shared` limit belongs to the resource:
 * the bucket of the caller keeps what it has.
 */
function createRateLimitResponse(fault: Fault, now: number): HttpResponse {
  const retryAfterSeconds = fault.retryAfter ?? 1;
  const global = fault.global ?? fault.scope === 'global';
  const scope = fault.scope ?? (global ? 'global' : 'user');
  const isBucketEmpty = !global && scope === 'user';
  return new HttpResponse(
    429,
    {
      message: fault.message ?? 'You are being rate limited.',
      retry_after: retryAfterSeconds,
      global,
      code: fault.code ?? 0,
    },
    {
      'retry-after': String(Math.ceil(retryAfterSeconds)),
      'x-ratelimit-scope': scope,
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
      ...(isBucketEmpty
        ? {
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': (now / 1000 + retryAfterSeconds).toFixed(3),
            'x-ratelimit-reset-after': retryAfterSeconds.toFixed(3),
          }
        : {}),
    },
  );
}

function waitForRelease(core: Core, faultId: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  return promise.finally(core.eventBus.on(`release:${faultId}`, () => resolve()));
}
