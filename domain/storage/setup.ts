import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { mapMoveErrors } from './map-move-errors.ts';
import type { SetupSessionView } from './types.ts';

/** Of the link, and of the session that it is exchanged for. */
const SETUP_TTL_MS = 15 * 60_000;

const tokenInput = z.object({ token: z.string().max(100) });
const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * A one-time link to the connect page, so that the secret travels from browser to server only.
 * @throws VektraError `not_found` unless admin, `plan_required`, `not_set_up`
 */
export async function createSetupLink(
  deps: Deps,
  actor: Actor,
): Promise<{ token: string; expiresAt: number }> {
  await requireSetupAccess(deps, actor);
  await deps.tenancy.getPlacement(actor.guildId);
  const token = randomBytes(24).toString('base64url');
  const expiresAt = deps.now() + SETUP_TTL_MS;
  await deps.tenancy.control.createSetupLink({
    tokenHash: hashToken(token),
    guildId: actor.guildId,
    userId: actor.userId,
    expiresAt,
  });
  return { token, expiresAt };
}

/** Whether the link is good for this admin; it is not spent. @throws VektraError `setup_expired` */
export async function checkSetupLink(
  deps: Deps,
  actor: Actor,
  input: { token: string },
): Promise<void> {
  await requireSetupAccess(deps, actor);
  const { token } = parseInput(tokenInput, input);
  const { guildId, userId } = actor;
  const link = { tokenHash: hashToken(token), guildId, userId, now: deps.now() };
  if (!(await deps.tenancy.control.isSetupLinkValid(link))) throw new VektraError('setup_expired');
}

/** Exchanges the link for a session, or opens one without. @throws VektraError `setup_expired` */
export async function startSetup(
  deps: Deps,
  actor: Actor,
  input: { token?: string },
): Promise<void> {
  await requireSetupAccess(deps, actor);
  const { control } = deps.tenancy;
  const { guildId, userId } = actor;
  const now = deps.now();
  const session = { guildId, userId, expiresAt: now + SETUP_TTL_MS };
  if (input.token === undefined) return control.extendSetupSession(session);
  const { token } = parseInput(tokenInput, input);
  if (!(await control.redeemSetupLink({ ...session, tokenHash: hashToken(token), now })))
    throw new VektraError('setup_expired');
}

/** @throws VektraError `setup_expired`, and as {@link createSetupLink} */
export async function requireSetupSession(
  deps: Deps,
  actor: Actor,
): Promise<{ expiresAt: number; secretRef: string | null }> {
  await requireSetupAccess(deps, actor);
  const { guildId, userId } = actor;
  const session = await deps.tenancy.control.readSetupSession({ guildId, userId, now: deps.now() });
  if (!session) throw new VektraError('setup_expired');
  return session;
}

/** The session of the connect page. @throws as {@link requireSetupSession} */
export async function getSetup(deps: Deps, actor: Actor): Promise<SetupSessionView> {
  const { expiresAt, secretRef } = await requireSetupSession(deps, actor);
  const { storage, control, egressAddresses: addresses } = deps.tenancy;
  const secret = secretRef
    ? await control.findDatabaseSecret({ guildId: actor.guildId, ref: secretRef })
    : null;
  if (secret?.state !== 'candidate') return { expiresAt, addresses, candidate: null };
  const { engine, server, ref } = secret;
  const effect = await mapMoveErrors(storage.getConnectEffect(actor.guildId, ref));
  const estimate = effect === 'move' ? await storage.estimate(actor.guildId, { ref }) : null;
  return { expiresAt, addresses, candidate: { engine, server, effect, estimate } };
}

async function requireSetupAccess(deps: Deps, actor: Actor): Promise<void> {
  requireAdmin(actor);
  await requireFeature(deps, actor.guildId, 'own_database');
}
