import type { z } from 'zod';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import { assertNotBlocked } from '../blocked-artists/assert-not-blocked.ts';
import { getActiveParts } from '../demo-form/active-parts.ts';
import { parseGivenAnswers } from '../demo-form/answers.ts';
import type { Deps } from '../deps.ts';
import { createEffect, type EffectKind } from '../effects/define-effect.ts';
import { VektraError } from '../errors/errors.ts';
import { sanitizeName } from '../events/append-event.ts';
import { type AcceptedFile, addFiles } from '../files/add-files.ts';
import { getFileLimits } from '../files/guild-file-limits.ts';
import {
  assertHasRequiredRole,
  assertWithinHours,
  assertWithinLimits,
  FORM_TIME_MS,
  getActiveRules,
} from '../intake-rules/check-rules.ts';
import type { DiscordFileLink } from '../links/discord-file.ts';
import { linkResolve } from '../links/effects.ts';
import { hasOembed } from '../links/oembed.ts';
import type { TrackLink } from '../links/parse-track-link.ts';
import {
  type MutationScope,
  mutation,
  type WithRequestId,
} from '../operations/guild-operations.ts';
import type { Operation } from '../operations/types.ts';
import type { GuildSettings } from '../settings/types.ts';
import { graceEndsAt } from '../storage/grace-period.ts';
import { type Subject, submissionSubject } from '../subjects/submission-subject.ts';
import { getActiveTemplates } from '../templates/active-templates.ts';
import { trackDescribe } from '../track-info/effects.ts';
import { cardPost, threadOpen } from './effects.ts';
import { appendSubmissionEvent, submitted } from './events.ts';
import { findEarliestOfTrack } from './find-duplicate.ts';
import { nextNumber } from './next-number.ts';
import { findRecentDuplicate, rememberSubmission } from './recent-duplicate.ts';
import { submitInput } from './submit-input.ts';
import type { QuestionAnswer, SubmissionReceipt } from './types.ts';

export type SubmitInput = WithRequestId<z.input<typeof submitInput>>;

/**
 * An artist's demo: its row, its number, and what staff get of it (card and thread) in one
 * transaction.
 * @throws VektraError `invalid_input`, also when it has neither a link nor a file that can be kept;
 * `not_set_up`, `artist_blocked`, `intake_closed`; as the label's rules say: `outside_hours`,
 * `role_required`, `duplicate_link`, `open_limit`, `submission_cooldown`, `period_limit`
 */
export const submit = createSubmit({ effects: [], checksHours: true });

/**
 * @param options.effects what follows besides card and thread, e.g. telling the artist the number
 * of a demo that was deferred
 * @param options.checksHours whether the demo is sent now
 */
export function createSubmit(options: {
  effects: readonly EffectKind<null>[];
  checksHours: boolean;
}): Operation<Actor, SubmitInput, SubmissionReceipt> {
  return mutation({
    name: 'submissions.submit',
    access: 'member',
    limit: 'submit',
    input: submitInput,
    prepare: assertWithinGracePeriod,
    async run(scope, { files = [], trackUrl, answers: given = [], ...demo }) {
      const { db, actor, deps, request } = scope;
      const duplicate = request && (await findRecentDuplicate(db, request));
      if (duplicate) return duplicate;
      const { link, pasted, note } = splitPasted(trackUrl);
      assertNotExpired(pasted, db.now);
      const { genre, answers } = parseGivenAnswers(
        given.length > 0 ? await getActiveParts(deps, actor.guildId, await scope.settings()) : [],
        given,
      );
      const fileLimits = getFileLimits(deps, actor.guildId);
      const receipt = await insertSubmission(
        scope,
        { ...demo, genre: demo.genre ?? genre ?? undefined, answers, link, note },
        {
          ...options,
          async attachFiles(subject) {
            const attached = files.map((file) => ({ ...file, origin: 'form' as const }));
            const linked = pasted.map((file) => ({
              ...file,
              sizeBytes: null,
              origin: 'link' as const,
            }));
            const limits = await fileLimits;
            return addFiles(db, [...attached, ...linked], { subject, messageId: null, limits });
          },
        },
      );
      // In the transaction: nothing of the demo is left.
      if (!link) assertHasFile(files.length + pasted.length, receipt.refusedFiles ?? []);
      if (request) await rememberSubmission(db, request, receipt);
      return receipt;
    },
  });
}

/** What was pasted as the track: a link, or files on Discord that become the demo's. */
export function splitPasted(trackUrl: z.output<typeof submitInput>['trackUrl']): {
  link: TrackLink | null;
  pasted: readonly DiscordFileLink[];
  note: string | null;
} {
  if (!trackUrl) return { link: null, pasted: [], note: null };
  return 'files' in trackUrl
    ? { link: null, pasted: trackUrl.files, note: trackUrl.note }
    : { link: trackUrl, pasted: [], note: trackUrl.note };
}

/** @throws VektraError `invalid_input` when Discord no longer has one of the files */
export function assertNotExpired(files: readonly DiscordFileLink[], now: number): void {
  if (files.some(({ expiresAt }) => expiresAt <= now))
    throw new VektraError('invalid_input', {
      fields: [{ field: 'trackUrl', problem: 'link.file_expired' }],
    });
}

/** A demo as its row has it. */
type DemoFields = Omit<z.output<typeof submitInput>, 'files' | 'trackUrl' | 'answers'> & {
  answers: readonly QuestionAnswer[];
  link?: TrackLink | null;
  /** What opens the link; joined to the message. */
  note?: string | null;
};

/**
 * A demo's row, its number, and what staff get of it, in the transaction of the caller.
 * @param options.effects besides card and thread
 * @param options.checksHours false: it was begun while the label took demos
 * @param options.attachFiles adds the demo's files, and tells of those that are refused
 * @throws VektraError `not_set_up`, `artist_blocked`, `intake_closed`, and as the label's rules say
 */
export async function insertSubmission(
  { db, actor, deps, settings }: Pick<MutationScope, 'db' | 'actor' | 'deps' | 'settings'>,
  demo: DemoFields,
  options: {
    effects: readonly EffectKind<null>[];
    checksHours: boolean;
    attachFiles(subject: Subject): Promise<AcceptedFile[]>;
  },
): Promise<SubmissionReceipt> {
  const { link = null, note = null } = demo;
  const [currentSettings, duplicateOf] = await Promise.all([
    settings(),
    link && findEarliestOfTrack(db, link),
    assertNotBlocked(db, actor.userId),
  ]);
  assertIntakeOpen(currentSettings);
  const rules = await getActiveRules(deps, db.guildId, currentSettings);
  if (rules && options.checksHours) assertWithinHours(rules, db.now, FORM_TIME_MS);
  if (rules) assertHasRequiredRole(rules, actor);
  if (rules?.duplicates === 'block' && duplicateOf !== null)
    throw new VektraError('duplicate_link');

  const linkEffects = link ? listLinkEffects(link, deps) : [];
  const number = await nextNumber(db);
  // Behind the counter's lock: what the artist sends at the same time is counted, too.
  if (rules) await assertWithinLimits(db, rules, actor.userId, db.now);
  const subject = submissionSubject(number);
  const [acceptedFiles] = await Promise.all([
    options.attachFiles(subject),
    db.table('submissions').insert({
      number,
      artist_id: actor.userId,
      artist_handle: sanitizeName(actor.name),
      artist_name: demo.artistName,
      track_title: demo.trackTitle,
      // The version before reads an empty link as none.
      track_url: link?.url ?? '',
      platform: link?.platform ?? 'other',
      link_hash: link?.legacyHash ?? '',
      track_hash: link?.hash ?? null,
      duplicate_of: duplicateOf,
      genre: demo.genre ?? null,
      message: joinNote(demo.message, note),
      answers: JSON.stringify(demo.answers),
      status: 'in_queue',
      revision: 1,
      created_at: db.now,
      status_changed_at: db.now,
    }),
    appendSubmissionEvent(db, actor, submitted, { number, data: { to: 'in_queue' } }),
    db.enqueue([
      // In this order: the card links the thread.
      ...[threadOpen, cardPost, ...options.effects, ...linkEffects].map((effect) =>
        createEffect(effect, subject, null),
      ),
    ]),
  ]);
  const templates = await getActiveTemplates(deps, db.guildId, currentSettings);
  const refusedFiles = acceptedFiles.filter(({ problem }) => problem !== null);
  announceSubmission(db, deps, actor, number);
  return {
    number,
    isDuplicate: duplicateOf !== null,
    ...(refusedFiles.length > 0 ? { refusedFiles } : {}),
    ...(templates?.success
      ? { success: { template: templates.success, labelName: currentSettings.label.labelName } }
      : {}),
  };
}

/** What is found out about a link; behind a short one may be a platform that describes tracks. */
export const listLinkEffects = (
  { isShortLink, platform }: TrackLink,
  { asksPlatforms }: Deps,
): EffectKind<null>[] => [
  ...(isShortLink ? [linkResolve] : []),
  ...(asksPlatforms && (isShortLink || hasOembed(platform)) ? [trackDescribe] : []),
];

/** @throws VektraError `invalid_input` for a demo with nothing to listen to */
export function assertHasFile(count: number, refused: readonly AcceptedFile[]): void {
  const [first] = refused;
  if (count > refused.length) return;
  throw new VektraError('invalid_input', {
    fields: [
      first
        ? { field: 'files', problem: `file.${first.problem}`, values: { name: first.name } }
        : { field: 'trackUrl', problem: 'demo.empty' },
    ],
  });
}

/** What opens the link belongs to what staff read. */
export const joinNote = (message: string | undefined, note: string | null): string | null =>
  [message, note].filter(Boolean).join('\n\n') || null;

/** A guild whose plan no longer includes its own database takes no demos after the grace period. */
export async function assertWithinGracePeriod({ tenancy, now }: Deps, actor: Actor): Promise<void> {
  const { kind, grants } = await tenancy.getPlacement(actor.guildId);
  if (kind === 'own' && (graceEndsAt(grants, now()) ?? Number.POSITIVE_INFINITY) < now())
    throw new VektraError('intake_closed');
}

/** @throws VektraError `not_set_up`, `intake_closed` */
export function assertIntakeOpen(settings: GuildSettings): void {
  if (!settings.staff.channelId)
    throw new VektraError('not_set_up', { values: { missing: 'staff_channel' } });
  if (!settings.intake.isOpen) throw new VektraError('intake_closed');
}

function announceSubmission(
  db: GuildWriter,
  { tenancy }: Pick<Deps, 'tenancy'>,
  actor: Actor,
  number: number,
): void {
  const item = { userId: actor.userId, guildId: db.guildId, kind: 'submission', number };
  db.afterCommit(() => tenancy.control.touchOpenItem({ ...item, now: db.now }));
}
