import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { getTenancyFailure } from '../errors/map-tenancy-errors.ts';
import { adminOperation } from '../operations/other-operations.ts';
import type { SetupSessionView } from './types.ts';

/** Of the link, and of the session that it is exchanged for. */
const SETUP_TTL_MS = 15 * 60_000;

const token = z.string().max(100);
const hashToken = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * A one-time link to the connect page, for this admin alone: credentials travel from browser to
 * server only, never through Discord.
 * @throws VektraError `not_found` unless admin, `plan_required`, `not_set_up`
 */
export const createSetupLink = adminOperation({
  name: 'storage.create_setup_link',
  kind: 'mutation',
  feature: 'own_database',
  limit: 'storage',
  async run({ deps, caller: { guildId, userId } }): Promise<{ token: string; expiresAt: number }> {
    await deps.tenancy.getPlacement(guildId);
    const text = randomBytes(24).toString('base64url');
    const expiresAt = deps.now() + SETUP_TTL_MS;
    const tokenHash = hashToken(text);
    await deps.tenancy.control.createSetupLink({ tokenHash, guildId, userId, expiresAt });
    return { token: text, expiresAt };
  },
});

/** Whether the link is good for this admin; it stays usable. @throws VektraError `setup_expired` */
export const checkSetupLink = adminOperation({
  name: 'storage.check_setup_link',
  kind: 'query',
  feature: 'own_database',
  limit: 'staffQuery',
  input: z.object({ token }),
  async run({ deps, caller: { guildId, userId } }, input): Promise<void> {
    const link = { tokenHash: hashToken(input.token), guildId, userId, now: deps.now() };
    if (!(await deps.tenancy.control.isSetupLinkValid(link)))
      throw new VektraError('setup_expired');
  },
});

/**
 * Exchanges a link for a session; without a token, opens one from the dashboard. @throws
 * VektraError `setup_expired`
 */
export const startSetup = adminOperation({
  name: 'storage.start_setup',
  kind: 'mutation',
  feature: 'own_database',
  limit: 'storage',
  input: z.object({ token: token.optional() }),
  async run({ deps, caller: { guildId, userId } }, input): Promise<void> {
    const { control } = deps.tenancy;
    const now = deps.now();
    const session = { guildId, userId, expiresAt: now + SETUP_TTL_MS };
    if (input.token === undefined) return control.extendSetupSession(session);
    const tokenHash = hashToken(input.token);
    if (!(await control.redeemSetupLink({ ...session, tokenHash, now })))
      throw new VektraError('setup_expired');
  },
});

/** @throws VektraError `setup_expired` */
export async function requireSetupSession(
  deps: Deps,
  { guildId, userId }: Actor,
): Promise<{ expiresAt: number; secretRef: string | null }> {
  const session = await deps.tenancy.control.readSetupSession({ guildId, userId, now: deps.now() });
  if (!session) throw new VektraError('setup_expired');
  return session;
}

/** The session of the connect page. @throws as {@link requireSetupSession} */
export const getSetup = adminOperation({
  name: 'storage.get_setup',
  kind: 'query',
  feature: 'own_database',
  limit: 'staffQuery',
  async run({ deps, caller: actor }): Promise<SetupSessionView> {
    const { expiresAt, secretRef } = await requireSetupSession(deps, actor);
    const { storage, control, egressAddresses: addresses } = deps.tenancy;
    const secret = secretRef
      ? await control.findDatabaseSecret({ guildId: actor.guildId, ref: secretRef })
      : null;
    const { guildId } = actor;
    const setup = { expiresAt, addresses, pinnedFingerprint: await readPin(deps, guildId, null) };
    if (secret?.state !== 'candidate') return { ...setup, candidate: null };
    const { engine, server, ref } = secret;
    const effect = await storage.getConnectEffect(guildId, ref);
    const estimate = effect === 'move' ? await storage.estimate(guildId, { ref }) : null;
    const pinnedFingerprint = await readPin(deps, guildId, ref);
    return { ...setup, candidate: { engine, server, effect, estimate, pinnedFingerprint } };
  },
});

/** Shown only: what a test verifies is what its form sends. */
async function readPin(
  { tenancy }: Deps,
  guildId: string,
  ref: string | null,
): Promise<string | null> {
  try {
    return await tenancy.storage.getPinnedFingerprint(guildId, ref);
  } catch (error) {
    if (getTenancyFailure(error) === null) throw error;
    return null;
  }
}
