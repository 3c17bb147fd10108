import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { withRegistryIdempotency } from '../requests/with-registry-idempotency.ts';
import { requestId } from '../text/schemas.ts';
import { mapMoveErrors } from './map-move-errors.ts';
import { recordStorageAudit } from './record-storage-audit.ts';
import { requireSetupSession } from './setup.ts';
import type { ConnectionInput, ConnectionTestResult, ConnectionTestStep } from './types.ts';

// Sizes only: what it says is parsed behind the tenancy door, which alone may see it.
const optionalText = z.string().max(20_000).optional();
/** Of a bundle of certificates, characters; the tenancy door has the same limit. */
const MAX_CA_CHARACTERS = 512 * 1024;
const connectInput = z.object({
  url: optionalText,
  engine: optionalText,
  host: optionalText,
  port: optionalText,
  user: optionalText,
  password: optionalText,
  database: optionalText,
  ca: z.string().max(MAX_CA_CHARACTERS).optional(),
});

const connectRequest = z.object({ requestId });

/**
 * Tests a database and keeps it as the session's candidate when it passes; an earlier candidate is
 * erased. A failure is an outcome, not an error.
 * @throws VektraError `setup_expired`, `secret_store_unavailable`
 */
export async function testConnection(
  deps: Deps,
  actor: Actor,
  input: ConnectionInput,
): Promise<ConnectionTestResult> {
  const session = await requireSetupSession(deps, actor);
  const connectionInput = parseInput(connectInput, input);
  const { storage, control } = deps.tenancy;
  const { guildId, userId } = actor;
  return toTestResult(async (onStep) => {
    const { ref, report } = await storage.testCandidate(guildId, connectionInput, userId, onStep);
    await control.setSetupCandidate({ guildId, userId, secretRef: ref });
    if (session.secretRef) await storage.discardCandidate(guildId, session.secretRef);
    return report;
  });
}

/** Tests the database in use. @throws VektraError `not_found` unless admin, `same_place` when managed */
export async function retestConnection(deps: Deps, actor: Actor): Promise<ConnectionTestResult> {
  requireAdmin(actor);
  const { kind } = await deps.tenancy.getPlacement(actor.guildId);
  if (kind !== 'own') throw new VektraError('not_found');
  return toTestResult((onStep) => deps.tenancy.storage.testCurrent(actor.guildId, onStep));
}

/**
 * Takes the candidate into use: rows begin to move there, or, when it is the database in use, its
 * new credentials are taken.
 * @throws VektraError `setup_expired`, `move_running`, `secret_store_unavailable`
 */
export async function connect(
  deps: Deps,
  actor: Actor,
  input: { requestId: string },
): Promise<{ effect: 'move' | 'rotate' }> {
  requireAdmin(actor);
  const { guildId, userId } = actor;
  const { requestId: id } = parseInput(connectRequest, input);
  const request = { id, operation: 'storage.connect', actorId: userId, input: null };
  // The session ends with its success, so the same request is recognised before it is asked for.
  return withRegistryIdempotency(deps, guildId, request, async () => {
    const { secretRef } = await requireSetupSession(deps, actor);
    if (!secretRef) throw new VektraError('setup_expired');
    const effect = await mapMoveErrors(
      deps.tenancy.storage.connect(guildId, { ref: secretRef, requestedBy: userId }),
    );
    await deps.tenancy.control.endSetupSession({ guildId, userId });
    await recordStorageAudit(deps, actor, effect === 'move' ? 'storage.connect' : 'storage.rotate');
    return { effect };
  });
}

interface ConnectionReport {
  server: string;
  latencyMs: number;
  warnings: readonly string[];
}

async function toTestResult(
  run: (onStep: (step: ConnectionTestStep, passed: boolean) => void) => Promise<ConnectionReport>,
): Promise<ConnectionTestResult> {
  const steps: ConnectionTestResult['steps'] = [];
  try {
    const { server, latencyMs, warnings } = await mapMoveErrors(
      run((step, passed) => steps.push({ step, passed })),
    );
    const success = { passed: true, code: null, field: null };
    return { ...success, steps, server, latencyMs, warnings: [...warnings] };
  } catch (error) {
    const { name, code, field } = error as { name?: string; code: string; field: string | null };
    if (name !== 'CustomerDatabaseError') throw error;
    const emptyReport = { server: null, latencyMs: null, warnings: [] };
    return { ...emptyReport, passed: false, steps, code, field };
  }
}
