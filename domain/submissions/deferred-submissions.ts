import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { requireAdmin } from '../actors/policies.ts';
import type {
  DeferredSubmissionInput,
  DeferredSubmissionSummary,
  SubmissionReceipt,
  SubmitInput,
} from '../contract.ts';
import type { Deps } from '../deps.ts';
import { isVektraError, type VektraError } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { parseSettings } from '../settings/settings-document.ts';
import { assertIntakeOpen, submit, submitWithDeliveries } from './submit.ts';
import { submitInput } from './submit-input.ts';

/** What is sealed: who sent it, and what they filled in. */
const deferredContent = z.object({
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
export async function submitOrDefer(
  deps: Deps,
  actor: Actor,
  input: SubmitInput,
): Promise<SubmissionReceipt | { deferredAt: number }> {
  try {
    return await mapTenancyErrors(submit(deps, actor, input));
  } catch (error) {
    if (!isVektraError(error)) throw error;
    if (error.code !== 'storage_unavailable' && error.code !== 'storage_moving') throw error;
    return deferSubmission(deps, actor, input, error);
  }
}

async function deferSubmission(
  { tenancy }: Deps,
  actor: Actor,
  input: SubmitInput,
  cause: VektraError,
): Promise<{ deferredAt: number }> {
  const { requestId, ...demo } = input;
  parseInput(submitInput, input);
  try {
    const { kind } = await tenancy.getPlacement(actor.guildId);
    // A managed guild whose region is away has no other place: its home is that region.
    if (kind === 'managed' && cause.code === 'storage_unavailable') throw cause;
    const [{ isDeferringEnabled }, snapshot] = await Promise.all([
      tenancy.storage.getInfo(actor.guildId),
      tenancy.deferredSubmissions.readSettingsSnapshot(actor.guildId),
    ]);
    if (!isDeferringEnabled) throw cause;
    if (snapshot !== null) assertIntakeOpen(parseSettings(snapshot));
    const { userId, name, roleIds } = actor;
    return await tenancy.deferredSubmissions.defer(actor.guildId, {
      requestId,
      content: { userId, name, roleIds, input: demo },
    });
  } catch (error) {
    // Whatever keeps it from being parked, what the person can know is why it was not taken.
    throw isVektraError(error) ? error : Object.assign(cause, { cause: error });
  }
}

/** Rules are asked again: they may have changed since. @throws VektraError as `submit` */
export async function submitDeferred(
  deps: Deps,
  guildId: string,
  demo: DeferredSubmissionInput,
): Promise<SubmissionReceipt> {
  const { userId, name, roleIds, input } = deferredContent.parse(demo.content);
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
  return submitWithDeliveries(deps, actor, { ...input, requestId: demo.requestId } as SubmitInput, [
    { kind: 'dm.parked' },
  ]);
}

/** @throws VektraError `not_found` unless admin: who else is staff stands in the database that is away */
export async function listDeferredSubmissions(
  { tenancy }: Deps,
  actor: Actor,
): Promise<DeferredSubmissionSummary[]> {
  requireAdmin(actor);
  const { region } = await tenancy.getPlacement(actor.guildId);
  const demos = await tenancy.deferredSubmissions.listOldest(
    { guildId: actor.guildId, region },
    25,
  );
  return demos.map((demo) => {
    const { input } = deferredContent.parse(demo.content);
    return {
      artistName: input.artistName,
      trackTitle: input.trackTitle,
      deferredAt: demo.deferredAt,
    };
  });
}
