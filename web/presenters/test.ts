import { type ConnectInput, TEST_STEPS, type TestOutcome } from '../../domain/storage/types.ts';
import { presentCode } from './code.ts';

const WARNINGS = ['superuser', 'clock', 'no_triggers'] as const;

/** How a test went, with every step: also those that it did not come to. */
export function presentTest(from: TestOutcome) {
  const failedAt = from.steps.find(({ passed }) => !passed)?.step ?? null;
  return {
    passed: from.passed,
    steps: TEST_STEPS.map((step) => {
      const tried = from.steps.find((each) => each.step === step);
      const state = !tried ? 'waits' : tried.passed ? 'passed' : 'failed';
      return { step, state } as const;
    }),
    code: from.code ? presentCode(from.code, failedAt === null || failedAt === 'address') : null,
    field: from.field,
    server: from.server,
    latencyMs: from.latencyMs,
    warnings: WARNINGS.filter((each) => from.warnings.includes(each)),
  };
}

export type TestView = ReturnType<typeof presentTest>;

/** What a form shows again after a test that failed: neither the password nor the address that holds it. */
export const presentKept = ({ engine, host, port, user, database, ca }: ConnectInput) => ({
  engine: engine ?? 'postgres',
  host: host ?? '',
  port: port ?? '',
  user: user ?? '',
  database: database ?? '',
  ca: ca ?? '',
});

export type Kept = ReturnType<typeof presentKept>;
