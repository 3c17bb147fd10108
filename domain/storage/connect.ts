import { z } from 'zod';
import type { CustomerDatabaseError } from '../../tenancy/index.ts';
import { VektraError } from '../errors/errors.ts';
import { getTenancyFailure } from '../errors/map-tenancy-errors.ts';
import { recordGuildEvent } from '../events/record-guild-event.ts';
import { adminMutation, adminOperation } from '../operations/other-operations.ts';
import { CA_MAX_LENGTH } from './ca-length.ts';
import { certificateFingerprint, toCertificateView } from './certificate.ts';
import { storageEvents } from './events.ts';
import { requireSetupSession } from './setup.ts';
import type { ConnectionTestResult, ConnectionTestStep } from './types.ts';

// Only sizes are checked here: the content is parsed inside tenancy, which alone may see it.
const optionalText = z.string().max(20_000).optional();
const connectInput = z.object({
  url: optionalText,
  engine: optionalText,
  host: optionalText,
  port: optionalText,
  user: optionalText,
  password: optionalText,
  database: optionalText,
  ca: z.string().max(CA_MAX_LENGTH).optional(),
  pinnedFingerprint: certificateFingerprint.optional(),
});

/**
 * Tests a database and keeps it as the session's candidate when it passes; an earlier candidate is
 * erased. A failed test is a result, not an error.
 * @throws VektraError `setup_expired`, `secret_store_unavailable`
 */
export const testConnection = adminOperation({
  name: 'storage.test_connection',
  kind: 'mutation',
  feature: 'own_database',
  limit: 'databaseTest',
  input: connectInput,
  async run({ deps, caller: actor }, input): Promise<ConnectionTestResult> {
    const session = await requireSetupSession(deps, actor);
    const { storage, control } = deps.tenancy;
    const { guildId, userId } = actor;
    return toTestResult(deps.now(), async (onStep) => {
      const { ref, report, ignoredParameters } = await storage.testCandidate(
        guildId,
        input,
        userId,
        onStep,
      );
      await control.setSetupCandidate({ guildId, userId, secretRef: ref });
      if (session.secretRef) await storage.discardCandidate(guildId, session.secretRef);
      return { ...report, ignoredParameters };
    });
  },
});

/**
 * Tests the database in use. @throws VektraError `not_found` unless admin of a guild in its own
 * database
 */
export const retestConnection = adminOperation({
  name: 'storage.retest_connection',
  kind: 'mutation',
  limit: 'databaseTest',
  async run({ deps: { tenancy, now }, caller: { guildId } }): Promise<ConnectionTestResult> {
    const { kind } = await tenancy.getPlacement(guildId);
    if (kind !== 'own') throw new VektraError('not_found');
    return toTestResult(now(), async (onStep) => ({
      ...(await tenancy.storage.testCurrent(guildId, onStep)),
      ignoredParameters: [],
    }));
  },
});

/**
 * Takes the candidate into use: rows start to move there, or, when it is the database in use, its
 * new credentials are used from now on.
 * @throws VektraError `setup_expired`, `move_running`, `secret_store_unavailable`
 */
export const connect = adminMutation({
  name: 'storage.connect',
  feature: 'own_database',
  limit: 'storage',
  input: z.object({}),
  // The setup session ends when this succeeds: a repeated request is recognised before it is
  // needed.
  fingerprint: () => null,
  async run({ deps, caller: actor }): Promise<{ effect: 'move' | 'rotate' }> {
    const { guildId, userId } = actor;
    const { secretRef } = await requireSetupSession(deps, actor);
    if (!secretRef) throw new VektraError('setup_expired');
    const { effect, pinnedFingerprint } = await deps.tenancy.storage.connect(guildId, {
      ref: secretRef,
      requestedBy: userId,
    });
    await deps.tenancy.control.endSetupSession({ guildId, userId });
    await recordGuildEvent(
      deps,
      actor,
      effect === 'move' ? storageEvents.connected : storageEvents.credentialsRotated,
      { target: null, pinnedFingerprint },
    );
    return { effect };
  },
});

interface ConnectionReport {
  server: string;
  latencyMs: number;
  warnings: readonly string[];
  ignoredParameters: string[];
}

async function toTestResult(
  now: number,
  run: (onStep: (step: ConnectionTestStep, passed: boolean) => void) => Promise<ConnectionReport>,
): Promise<ConnectionTestResult> {
  const steps: ConnectionTestResult['steps'] = [];
  try {
    const { server, latencyMs, warnings, ignoredParameters } = await run((step, passed) =>
      steps.push({ step, passed }),
    );
    const success = { passed: true, code: null, field: null, certificate: null };
    return { ...success, steps, server, latencyMs, warnings: [...warnings], ignoredParameters };
  } catch (error) {
    if (getTenancyFailure(error) !== 'customer_database') throw error;
    const { code, field, certificate } = error as CustomerDatabaseError;
    const emptyReport = { server: null, latencyMs: null, warnings: [], ignoredParameters: [] };
    return {
      ...emptyReport,
      passed: false,
      steps,
      code,
      field,
      certificate: toCertificateView({ code, certificate }, now),
    };
  }
}
