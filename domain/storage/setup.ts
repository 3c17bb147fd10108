import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { requireFeature } from '../plans/guild-plan.ts';
import { tellingMoves } from './telling.ts';
import type { SetupView } from './types.ts';

/** Of the link, and of the session that it is exchanged for. */
const SETUP_MS = 15 * 60_000;

const tokenInput = z.object({ token: z.string().max(100) });
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * A one-time link to the connect page, so that the secret travels from browser to server only.
 * @throws VektraError `not_found` unless admin, `plan_required`, `not_set_up`
 */
export async function offerSetup(
  deps: Deps,
  actor: Actor,
): Promise<{ token: string; expiresAt: number }> {
  await requireSetup(deps, actor);
  await deps.tenancy.placement(actor.guildId);
  const token = randomBytes(24).toString('base64url');
  const expiresAt = deps.now() + SETUP_MS;
  await deps.tenancy.control.createSetupLink({
    tokenHash: hashOf(token),
    guildId: actor.guildId,
    userId: actor.userId,
    expiresAt,
  });
  return { token, expiresAt };
}

/** Whether the link is good for this admin; it is not spent. @throws VektraError `setup_expired` */
export async function checkLink(deps: Deps, actor: Actor, input: { token: string }): Promise<void> {
  await requireSetup(deps, actor);
  const { token } = parseInput(tokenInput, input);
  const { guildId, userId } = actor;
  const link = { tokenHash: hashOf(token), guildId, userId, now: deps.now() };
  if (!(await deps.tenancy.control.findSetupLink(link))) throw new VektraError('setup_expired');
}

/** Exchanges the link for a session, or opens one without. @throws VektraError `setup_expired` */
export async function openSetup(
  deps: Deps,
  actor: Actor,
  input: { token?: string },
): Promise<void> {
  await requireSetup(deps, actor);
  const { control } = deps.tenancy;
  const { guildId, userId } = actor;
  const now = deps.now();
  const session = { guildId, userId, expiresAt: now + SETUP_MS };
  if (input.token === undefined) return control.openSetupSession(session);
  const { token } = parseInput(tokenInput, input);
  if (!(await control.spendSetupLink({ ...session, tokenHash: hashOf(token), now })))
    throw new VektraError('setup_expired');
}

/** @throws VektraError `setup_expired`, and as {@link offerSetup} */
export async function requireSession(
  deps: Deps,
  actor: Actor,
): Promise<{ expiresAt: number; secretRef: string | null }> {
  await requireSetup(deps, actor);
  const { guildId, userId } = actor;
  const session = await deps.tenancy.control.readSetupSession({ guildId, userId, now: deps.now() });
  if (!session) throw new VektraError('setup_expired');
  return session;
}

/** The session of the connect page. @throws as {@link requireSession} */
export async function setup(deps: Deps, actor: Actor): Promise<SetupView> {
  const { expiresAt, secretRef } = await requireSession(deps, actor);
  const { storage, control, egress: addresses } = deps.tenancy;
  const secret = secretRef
    ? await control.findDatabaseSecret({ guildId: actor.guildId, ref: secretRef })
    : null;
  if (secret?.state !== 'candidate') return { expiresAt, addresses, candidate: null };
  const { engine, server, ref } = secret;
  const effect = await tellingMoves(storage.effectOf(actor.guildId, ref));
  const estimate = effect === 'move' ? await storage.estimate(actor.guildId, { ref }) : null;
  return { expiresAt, addresses, candidate: { engine, server, effect, estimate } };
}

async function requireSetup(deps: Deps, actor: Actor): Promise<void> {
  requireAdmin(actor);
  await requireFeature(deps, actor.guildId, 'own_database');
}
