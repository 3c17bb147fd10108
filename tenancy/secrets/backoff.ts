import type { Clock, SecretStoreCode } from './contract.ts';

/** When to stop asking, and for how long. */
export interface BackoffRules {
  /** Failures in a row that are let pass. */
  after: number;
  firstMs: number;
  factor: number;
  maxMs: number;
  clock: Clock;
  random: () => number;
}

/** Keeps a failing thing from being asked in a hot loop. */
export interface Backoff {
  /** The last failure's code while asking is refused. When the time is up, one caller gets through. */
  refusal(): SecretStoreCode | undefined;
  failed(code: SecretStoreCode): void;
  succeeded(): void;
  /** Ms until asking makes sense again. */
  waitMs(): number;
}

/** Exponential back-off, lengthened by up to a quarter so that processes do not come back together. */
export function createBackoff(rules: BackoffRules): Backoff {
  const { clock } = rules;
  let failures = 0;
  let lastCode: SecretStoreCode = 'unavailable';
  let closedUntil = 0;
  const close = () => {
    const step = Math.max(0, failures - rules.after);
    const ms = Math.min(rules.maxMs, rules.firstMs * rules.factor ** step);
    closedUntil = clock.now() + ms * (1 + rules.random() / 4);
  };
  return {
    refusal: () => {
      if (failures < rules.after) return undefined;
      if (clock.now() < closedUntil) return lastCode;
      // Whoever asks now is the probe; the others go on waiting until it has an answer.
      close();
      return undefined;
    },
    failed: (code) => {
      failures += 1;
      lastCode = code;
      close();
    },
    succeeded: () => {
      failures = 0;
      closedUntil = 0;
    },
    waitMs: () => (failures < rules.after ? 0 : Math.max(0, closedUntil - clock.now())),
  };
}
