export type { Actor } from './actors/actor.ts';
export { bindOperations, bindOperatorOperations, bindSystemOperations } from './bind-operations.ts';
export type { Operations, OperatorOperations, SystemOperations } from './contract.ts';
export { recordRefusedDelivery } from './deliveries/events.ts';
export {
  type LoadedCard,
  type LoadedDecision,
  type LoadedMessage,
  type LoadedThread,
  loadCard,
  loadDecision,
  loadMessage,
  loadThread,
} from './deliveries/load.ts';
export {
  recordArtistReachability,
  recordCard,
  recordCardDeleted,
  recordMessageDelivery,
  recordThread,
  recordThreadDeleted,
} from './deliveries/record.ts';

export type { Deps } from './deps.ts';
export {
  createEffect,
  type EffectKind,
  type EffectPayload,
  hasPendingEffects,
  type PayloadField,
  parsePayload,
  toStoredKind,
} from './effects/define-effect.ts';
export { isVektraError, notFound, VektraError } from './errors/errors.ts';
export { getTenancyFailure } from './errors/map-tenancy-errors.ts';
export { toCopyId } from './files/copy-id.ts';
export * as fileEffects from './files/effects.ts';
export { loadExpiredFiles, removeExpiredFiles } from './files/expire.ts';
export { fileLimitsOf } from './files/file-limits.ts';
export type { FileProblem } from './files/file-state.ts';
export {
  extendFileLease,
  type LeasedFile,
  leaseFile,
  releaseFile,
} from './files/lease-file.ts';
export {
  type FailedFileView,
  loadFailedFile,
  loadFileToErase,
  loadFileToProcess,
} from './files/load-file.ts';
export { loadLostFiles, recordLostFiles } from './files/lost-files.ts';
export { peek } from './files/peek.ts';
export { MAX_POSTED_BYTES, type PostedFile } from './files/posted-file.ts';
export {
  type AnalysisRecord,
  recordFileFailed,
  recordFileReady,
  recordFileStored,
  recordListeningCopy,
} from './files/record-file.ts';
export { isStorableFormat } from './files/storable-format.ts';
export {
  type LoadedThreadFile,
  type LoadedThreadFileRemoval,
  loadThreadFile,
  loadThreadFileRemoval,
  recordFileUnposted,
  recordPostedFile,
} from './files/thread-file.ts';
export { createOperationLimiter } from './limits/operation-limiter.ts';
export * as linkEffects from './links/effects.ts';
export { EMBED_ORIGINS } from './links/embed.ts';
export { toOembedUrl, toThumbnailUrl } from './links/oembed.ts';
export { parseTrackUrl, type TrackLink } from './links/parse-track-link.ts';
export * as messageEffects from './messages/effects.ts';
export * as noteEffects from './notes/effects.ts';
export {
  type LoadedNote,
  loadNote,
  recordNoteUnposted,
  recordPostedNote,
} from './notes/load-note.ts';
export {
  bindCaller,
  type OperationObserver,
} from './operations/bind.ts';

export { copyAuditToLabels } from './operator/label-audit.ts';
export type { MoveChange } from './operator/types.ts';

export { planAt } from './plans/guild-plan.ts';
export type { PlanOffers } from './plans/offers.ts';
export { isPlan, PLAN_NAMES, PLANS, type Plan, planIncludes } from './plans/plans.ts';
export * as reviewEffects from './review/effects.ts';

export * as settingsEffects from './settings/effects.ts';
export {
  isStaffChannelLost,
  loadStaffChannelLoss,
  recordStaffChannelBack,
  recordStaffChannelLost,
  type StaffChannelLoss,
} from './settings/staff-channel-loss.ts';
export { graceEndsAt } from './storage/grace-period.ts';

export { submissionSubject } from './subjects/submission-subject.ts';
export * as submissionEffects from './submissions/effects.ts';
export { loadTrackUrl, recordResolvedTrack } from './submissions/resolved-track.ts';
export type { Status } from './submissions/status.ts';
export * as submitPanelEffects from './submit-panels/effects.ts';
export {
  deletePanel,
  type LoadedPanel,
  loadPanel,
  recordPanel,
} from './submit-panels/load-panel.ts';
export { toArtworkId } from './track-info/artwork-id.ts';
export * as trackInfoEffects from './track-info/effects.ts';
export { type OembedAnswer, parseOembed } from './track-info/parse-oembed.ts';
export { loadTrackToDescribe, recordTrackInfo } from './track-info/record-track-info.ts';
export type { FoundTrackInfo } from './track-info/track-info.ts';
export * as uploadEffects from './uploads/effects.ts';
export { loadErasableSession, recordErased, takeErasable } from './uploads/erase.ts';
