import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type { ParkedInput, ParkedSummary, SubmitInput, Submitted } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { isVektraError, type VektraError } from '../errors/errors.ts';
import { tellingStorage } from '../errors/from-tenancy.ts';
import { parseInput } from '../errors/parse-input.ts';
import { parseSettings } from '../settings/document.ts';
import { submitInput } from './input.ts';
import { refuseIfClosed, submit, submitAs } from './submit.ts';

/** What is sealed: who sent it, and what they filled in. */
const content = z.object({
  userId: z.string(),
  name: z.string(),
  roleIds: z.array(z.string()),
  input: z.object({
    artistName: z.string(),
    trackTitle: z.string(),
    trackUrl: z.string(),
    genre: z.string().optional(),
    message: z.string().optional(),
  }),
});

/**
 * Submits a demo, or parks it while the guild's place cannot take it.
 * @throws VektraError as `submit`; `storage_unavailable` and `storage_moving` when it is not parked
 */
export async function send(
  deps: Deps,
  actor: Actor,
  input: SubmitInput,
): Promise<Submitted | { parkedAt: number }> {
  try {
    return await tellingStorage(submit(deps, actor, input));
  } catch (error) {
    if (!isVektraError(error)) throw error;
    if (error.code !== 'storage_unavailable' && error.code !== 'storage_moving') throw error;
    return park(deps, actor, input, error);
  }
}

async function park(
  { tenancy }: Deps,
  actor: Actor,
  input: SubmitInput,
  why: VektraError,
): Promise<{ parkedAt: number }> {
  const { requestId, ...demo } = input;
  parseInput(submitInput, input);
  try {
    const { kind } = await tenancy.placement(actor.guildId);
    // A managed guild whose region is away has no other place: its home is that region.
    if (kind === 'managed' && why.code === 'storage_unavailable') throw why;
    const [{ parks }, snapshot] = await Promise.all([
      tenancy.storage.facts(actor.guildId),
      tenancy.parking.readSnapshot(actor.guildId),
    ]);
    if (!parks) throw why;
    if (snapshot !== null) refuseIfClosed(parseSettings(snapshot));
    const { userId, name, roleIds } = actor;
    return await tenancy.parking.park(actor.guildId, {
      requestId,
      content: { userId, name, roleIds, input: demo },
    });
  } catch (error) {
    // Whatever keeps it from being parked, what the person can know is why it was not taken.
    throw isVektraError(error) ? error : Object.assign(why, { cause: error });
  }
}

/** Rules are asked again: they may have changed since. @throws VektraError as `submit` */
export async function deliverParked(
  deps: Deps,
  guildId: string,
  demo: ParkedInput,
): Promise<Submitted> {
  const { userId, name, roleIds, input } = content.parse(demo.content);
  const actor: Actor = {
    guildId,
    userId,
    name,
    roleIds,
    avatarUrl: null,
    source: 'discord',
    isAdmin: false,
    canView: () => false,
  };
  return submitAs(deps, actor, { ...input, requestId: demo.requestId } as SubmitInput, [
    { kind: 'dm.parked' },
  ]);
}

/** @throws VektraError `not_found` unless admin: who else is staff stands in the database that is away */
export async function parked({ tenancy }: Deps, actor: Actor): Promise<ParkedSummary[]> {
  requireAdmin(actor);
  const { region } = await tenancy.placement(actor.guildId);
  const demos = await tenancy.parking.oldest({ guildId: actor.guildId, region }, 25);
  return demos.map((demo) => {
    const { input } = content.parse(demo.content);
    return {
      artistName: input.artistName,
      trackTitle: input.trackTitle,
      parkedAt: demo.parkedAt,
    };
  });
}
