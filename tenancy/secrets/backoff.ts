import type { Clock, SecretStoreCode } from './types.ts';

/** When to stop asking, and for how long. */
export interface BackoffRules {
  /** Failures in a row that are let pass. */
  failureThreshold: number;
  initialMs: number;
  factor: number;
  maxMs: number;
  clock: Clock;
  random: () => number;
}

/** Keeps a failing thing from being asked in a hot loop. */
export interface Backoff {
  /**
   * The last failure's code while asking is refused. When the time is up, one caller gets through.
   */
  currentRefusal(): SecretStoreCode | undefined;
  recordFailure(code: SecretStoreCode): void;
  recordSuccess(): void;
  /** Ms until asking makes sense again. */
  remainingMs(): number;
}

/**
 * Exponential back-off, lengthened by up to a quarter so that processes do not come back together.
 */
export function createBackoff(rules: BackoffRules): Backoff {
  const { clock } = rules;
  let failures = 0;
  let lastCode: SecretStoreCode = 'unavailable';
  let blockedUntil = 0;
  const block = () => {
    const step = Math.max(0, failures - rules.failureThreshold);
    const ms = Math.min(rules.maxMs, rules.initialMs * rules.factor ** step);
    blockedUntil = clock.now() + ms * (1 + rules.random() / 4);
  };
  return {
    currentRefusal: () => {
      if (failures < rules.failureThreshold) return undefined;
      if (clock.now() < blockedUntil) return lastCode;
      // Whoever asks now is the probe; the others go on waiting until it has an answer.
      block();
      return undefined;
    },
    recordFailure: (code) => {
      failures += 1;
      lastCode = code;
      block();
    },
    recordSuccess: () => {
      failures = 0;
      blockedUntil = 0;
    },
    remainingMs: () =>
      failures < rules.failureThreshold ? 0 : Math.max(0, blockedUntil - clock.now()),
  };
}
