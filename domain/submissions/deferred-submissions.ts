import { z } from 'zod';
import type { Actor } from '../actors/actor.ts';
import { givenAnswers, parseGivenAnswers } from '../demo-form/answers.ts';
import { foldAnswers } from '../demo-form/fold-answers.ts';
import type { Deps } from '../deps.ts';
import { isVektraError, type VektraError } from '../errors/errors.ts';
import { announcedFile } from '../files/announced-file.ts';
import {
  assertHasRequiredRole,
  assertWithinHours,
  FORM_TIME_MS,
  getActiveRules,
} from '../intake-rules/check-rules.ts';
import { parseTrackLink } from '../links/parse-track-link.ts';
import { operation } from '../operations/other-operations.ts';
import { staffOperation } from '../operations/staff-operation.ts';
import { parseSettings } from '../settings/settings-document.ts';
import type { GuildSettings } from '../settings/types.ts';
import { requestId } from '../text/schemas.ts';
import { deferredAcceptedDm } from './effects.ts';
import {
  assertIntakeOpen,
  assertNotExpired,
  createSubmit,
  type SubmitInput,
  submit,
} from './submit.ts';
import type { DeferredSubmissionSummary, SubmissionReceipt } from './types.ts';

/** What is sealed: who sent it, and what they filled in. */
const deferredContent = z.object({
  userId: z.string(),
  name: z.string(),
  roleIds: z.array(z.string()),
  input: z.object({
    artistName: z.string(),
    trackTitle: z.string(),
    /** Absent for a demo with files, which the version before must leave to a newer process. */
    trackUrl: z.string().optional(),
    genre: z.string().optional(),
    message: z.string().optional(),
    /** What the version before reads in the message is here apart. */
    withAnswers: z.object({ message: z.string().optional(), answers: givenAnswers }).optional(),
    withFiles: z
      .object({
        trackUrl: z.string().optional(),
        /**
         * Null: the link is that of a file on Discord, which the version before would refuse; what
         * it cannot read it leaves to a newer process. The form's files are then in `attached`.
         */
        files: z.array(announcedFile).nullable(),
        attached: z.array(announcedFile).optional(),
      })
      .optional(),
  }),
});

/**
 * Submits a demo, or defers it while the guild's database cannot take it (unless an admin turned
 * that off): it is then submitted, and gets its number, once the database is back.
 * @throws VektraError as `submit`; `storage_unavailable` and `storage_moving` when it is not
 * deferred
 */
export const submitOrDefer = operation({
  name: 'submissions.submit_or_defer',
  kind: 'mutation',
  access: 'member',
  limit: 'submit',
  // Parsed by `submit`; what is deferred is what was typed.
  input: z.custom<SubmitInput>(),
  async run(
    { deps, caller }: { deps: Deps; caller: Actor },
    input,
  ): Promise<SubmissionReceipt | { deferredAt: number }> {
    try {
      return await submit.run(deps, caller, input);
    } catch (error) {
      if (!isVektraError(error)) throw error;
      if (error.code !== 'storage_unavailable' && error.code !== 'storage_moving') throw error;
      return deferSubmission(deps, caller, input, error);
    }
  },
});

/** What is known without the guild's database; the other rules are checked once it is back. */
async function assertAllowed(deps: Deps, actor: Actor, settings: GuildSettings): Promise<void> {
  assertIntakeOpen(settings);
  const rules = await getActiveRules(deps, actor.guildId, settings);
  if (!rules) return;
  assertWithinHours(rules, deps.now(), FORM_TIME_MS);
  assertHasRequiredRole(rules, actor);
}

async function deferSubmission(
  deps: Deps,
  actor: Actor,
  input: SubmitInput,
  cause: VektraError,
): Promise<{ deferredAt: number }> {
  const { tenancy, now } = deps;
  const { requestId: id, ...typed } = input;
  const demo = separateAnswers(typed);
  const { files, trackUrl, ...rest } = demo;
  const link = parseTrackLink(trackUrl ?? '');
  const pasted = link.kind === 'files' ? link.files : null;
  assertNotExpired(pasted ?? [], now());
  try {
    const { kind } = await tenancy.getPlacement(actor.guildId);
    // A managed guild whose region is unavailable has nowhere else to go: its home is that region.
    if (kind === 'managed' && cause.code === 'storage_unavailable') throw cause;
    const [{ isDeferringEnabled }, snapshot] = await Promise.all([
      tenancy.storage.getInfo(actor.guildId),
      tenancy.deferredSubmissions.readSettingsSnapshot(actor.guildId),
    ]);
    if (!isDeferringEnabled) throw cause;
    if (snapshot !== null) await assertAllowed(deps, actor, parseSettings(snapshot));
    const { userId, name, roleIds } = actor;
    return await tenancy.deferredSubmissions.defer(actor.guildId, {
      requestId: id,
      content: {
        userId,
        name,
        roleIds,
        input: pasted
          ? { ...rest, withFiles: { trackUrl, files: null, attached: files } }
          : files?.length
            ? { ...rest, withFiles: { trackUrl, files } }
            : demo,
      },
    });
  } catch (error) {
    // Whatever prevents deferring, what the artist needs to know is why the demo was not accepted.
    throw isVektraError(error) ? error : Object.assign(cause, { cause: error });
  }
}

/** With the answers in the message, for the version before, and apart. */
function separateAnswers({ answers = [], ...demo }: Omit<SubmitInput, 'requestId'>) {
  if (answers.length === 0) return demo;
  const given = givenAnswers.parse(answers);
  const { message } = demo;
  return {
    ...demo,
    message: foldAnswers(message, parseGivenAnswers([], given)),
    withAnswers: { message, answers: given },
  };
}

const submitWithNotice = createSubmit({ effects: [deferredAcceptedDm], checksHours: false });

/**
 * Submits a deferred demo. The rules are checked again: they may have changed since. The artist is
 * told its number.
 * @throws VektraError as `submit`
 */
export const submitDeferred = operation({
  name: 'submissions.submit_deferred',
  kind: 'mutation',
  access: 'system',
  limit: null,
  input: z.object({ requestId, content: z.unknown() }),
  run({ deps, caller }: { deps: Deps; caller: { guildId: string } }, { requestId: id, content }) {
    // Sealed by us: content that cannot be read is a fault, and the demo is kept.
    const { userId, name, roleIds, input: deferredInput } = deferredContent.parse(content);
    const { withFiles, withAnswers, ...input } = deferredInput;
    const { attached, ...fields } = withFiles ?? {};
    const actor: Actor = {
      guildId: caller.guildId,
      userId,
      name,
      roleIds,
      avatarUrl: null,
      source: 'discord',
      isAdmin: false,
      canView: () => false,
    };
    return submitWithNotice.run(deps, actor, {
      ...input,
      ...fields,
      ...withAnswers,
      ...(withFiles && { files: withFiles.files ?? attached }),
      requestId: id,
    } as SubmitInput);
  },
});

const LIST_LIMIT = 25;

/** What is deferred now, oldest first. @throws VektraError `not_found` unless staff */
export const listDeferred = staffOperation({
  name: 'submissions.list_deferred',
  limit: 'staffQuery',
  async run({ deps: { tenancy }, caller: { guildId } }): Promise<DeferredSubmissionSummary[]> {
    const { region } = await tenancy.getPlacement(guildId);
    const demos = await tenancy.deferredSubmissions.listOldest({ guildId, region }, LIST_LIMIT);
    return demos.map(({ content, deferredAt }) => {
      const { input } = deferredContent.parse(content);
      return { artistName: input.artistName, trackTitle: input.trackTitle, deferredAt };
    });
  },
});
