/** Discord's limits. Tests may lower one to reach it (`control.setRules`). */
export const DEFAULT_RULES = {
  interactionDeadlineMs: 3000,
  interactionTokenMs: 15 * 60_000,
  attachmentUrlMs: 24 * 3_600_000,
  uploadBytes: 10 * 1024 * 1024,
  nonceWindowMs: 5 * 60_000,
  activeThreads: 1000,
  /** Edits of one message older than an hour, per hour. Discord does not publish its figure. */
  lateEditsPerHour: 30,
  /** DMs one bot may open in the window below; Discord does not publish its figure. */
  dmOpenings: 100,
  dmOpeningWindowMs: 60_000,
  pinsPerChannel: 250,
  heartbeatIntervalMs: 41_250,
  sessionResumeMs: 3 * 60_000,
  sessionStartsPerDay: 1000,
  invalidRequestsPerTenMinutes: 10_000,
};

export type Rules = typeof DEFAULT_RULES;
