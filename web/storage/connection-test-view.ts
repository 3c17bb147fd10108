import {
  type CertificateView,
  CONNECTION_TEST_STEPS,
  type ConnectionInput,
  type ConnectionTestResult,
  type ConnectionTestStep,
} from '../../domain/storage/types.ts';
import { presentConnectionErrorCode } from '../errors/connection-error-code.ts';
import { redactUrl } from './connect/redact-url.ts';
import type { StorageTranslate } from './strings.en.ts';

const WARNINGS = ['superuser', 'clock', 'no_triggers'] as const;

/** The steps of a test whose result is not known yet. */
export const PENDING_TEST_STEPS = CONNECTION_TEST_STEPS.map(
  (step) => ({ step, state: 'waits' }) as const,
);

export const describeTestStep = (t: StorageTranslate, step: ConnectionTestStep): string =>
  t(`storage.test.step.${step}`);

/** How a test went, with every step: also those that it did not come to. */
export function presentConnectionTest(from: ConnectionTestResult) {
  const failedAt = from.steps.find(({ passed }) => !passed)?.step ?? null;
  // A server that has no TLS names no part of the input.
  const isTlsParameter = from.code === 'TLS' && from.field !== null;
  return {
    passed: from.passed,
    steps: CONNECTION_TEST_STEPS.map((step) => {
      const attempted = from.steps.find((each) => each.step === step);
      const state = !attempted ? 'waits' : attempted.passed ? 'passed' : 'failed';
      return { step, state } as const;
    }),
    code: isTlsParameter
      ? ('TLS_PARAMETER' as const)
      : from.code
        ? presentConnectionErrorCode(from.code, failedAt === null || failedAt === 'address')
        : null,
    field: from.field,
    /** `field` names parameters of the connection string, which is right otherwise. */
    areParametersRefused: isTlsParameter || from.code === 'PARAM',
    server: from.server,
    latencyMs: from.latencyMs,
    warnings: WARNINGS.filter((each) => from.warnings.includes(each)),
    ignoredParameters: from.ignoredParameters,
    certificate: from.certificate && presentCertificate(from.certificate),
  };
}

const presentCertificate = ({
  fingerprint,
  subject,
  issuer,
  names,
  validFrom,
  validUntil,
  canBePinned,
}: CertificateView) => ({
  fingerprint,
  subject,
  issuer,
  names,
  validFrom,
  validUntil,
  canBePinned,
});

export type ConnectionTestView = ReturnType<typeof presentConnectionTest>;

/**
 * What a form shows again after a test that failed: never the password. An address whose parameters
 * were refused stays without it, for they are all that has to be changed.
 */
export const presentRedactedInput = (
  { url, engine, host, port, user, database, ca, pinnedFingerprint }: ConnectionInput,
  { areParametersRefused }: Pick<ConnectionTestView, 'areParametersRefused'>,
) => ({
  url: areParametersRefused ? redactUrl(url ?? '') : '',
  engine: engine ?? 'postgres',
  host: host ?? '',
  port: port ?? '',
  user: user ?? '',
  database: database ?? '',
  ca: ca ?? '',
  pinnedFingerprint: pinnedFingerprint ?? null,
});

export type RedactedInput = ReturnType<typeof presentRedactedInput>;
