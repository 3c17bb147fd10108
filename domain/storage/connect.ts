import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { onceInRegistry } from '../requests/once-in-registry.ts';
import { requestId } from '../text/schemas.ts';
import { auditStorage } from './audit.ts';
import { requireSession } from './setup.ts';
import { tellingMoves } from './telling.ts';
import type { ConnectInput, TestOutcome, TestStep } from './types.ts';

// Sizes only: what it says is parsed behind the tenancy door, which alone may see it.
const part = z.string().max(20_000).optional();
/** Of a bundle of certificates, characters; the tenancy door has the same limit. */
const MAX_CA = 512 * 1024;
const connectInput = z.object({
  url: part,
  engine: part,
  host: part,
  port: part,
  user: part,
  password: part,
  database: part,
  ca: z.string().max(MAX_CA).optional(),
});

const connectRequest = z.object({ requestId });

/**
 * Tests a database and keeps it as the session's candidate when it passes; an earlier candidate is
 * erased. A failure is an outcome, not an error.
 * @throws VektraError `setup_expired`, `secret_store_unavailable`
 */
export async function test(deps: Deps, actor: Actor, input: ConnectInput): Promise<TestOutcome> {
  const session = await requireSession(deps, actor);
  const given = parseInput(connectInput, input);
  const { storage, control } = deps.tenancy;
  const { guildId, userId } = actor;
  return outcomeOf(async (onStep) => {
    const { ref, report } = await storage.testCandidate(guildId, given, userId, onStep);
    await control.setSetupCandidate({ guildId, userId, secretRef: ref });
    if (session.secretRef) await storage.discard(guildId, session.secretRef);
    return report;
  });
}

/** Tests the database in use. @throws VektraError `not_found` unless admin, `same_place` when managed */
export async function retest(deps: Deps, actor: Actor): Promise<TestOutcome> {
  requireAdmin(actor);
  const { kind } = await deps.tenancy.placement(actor.guildId);
  if (kind !== 'own') throw new VektraError('not_found');
  return outcomeOf((onStep) => deps.tenancy.storage.retest(actor.guildId, onStep));
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
  return onceInRegistry(deps, guildId, request, async () => {
    const { secretRef } = await requireSession(deps, actor);
    if (!secretRef) throw new VektraError('setup_expired');
    const effect = await tellingMoves(
      deps.tenancy.storage.connect(guildId, { ref: secretRef, by: userId }),
    );
    await deps.tenancy.control.endSetupSession({ guildId, userId });
    await auditStorage(deps, actor, effect === 'move' ? 'storage.connect' : 'storage.rotate');
    return { effect };
  });
}

interface Report {
  server: string;
  latencyMs: number;
  warnings: readonly string[];
}

async function outcomeOf(
  run: (onStep: (step: TestStep, passed: boolean) => void) => Promise<Report>,
): Promise<TestOutcome> {
  const steps: TestOutcome['steps'] = [];
  try {
    const { server, latencyMs, warnings } = await tellingMoves(
      run((step, passed) => steps.push({ step, passed })),
    );
    const passed = { passed: true, code: null, field: null };
    return { ...passed, steps, server, latencyMs, warnings: [...warnings] };
  } catch (error) {
    const { name, code, field } = error as { name?: string; code: string; field: string | null };
    if (name !== 'OwnDatabaseError') throw error;
    const nothing = { server: null, latencyMs: null, warnings: [] };
    return { ...nothing, passed: false, steps, code, field };
  }
}
