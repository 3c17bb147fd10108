import type { Actor } from './actors/actor.ts';
import type { ReceiveFromArtistInput } from './messages/receive-from-artist.ts';
import type { Plan } from './plans/plans.ts';
import type { SetupState } from './settings/checklist.ts';
import type { GuildSettings } from './settings/types.ts';
import type { StorageOperations, StorageSummary } from './storage/types.ts';
import type { Decision, Status } from './submissions/status.ts';
import type {
  DecisionState,
  SubmissionDetail,
  SubmissionFilter,
  SubmissionPage,
  SubmissionSummary,
} from './submissions/types.ts';

export interface Overview {
  labelName: string;
  plan: Plan;
  counts: Record<Status, number>;
  /** Age in ms of the oldest open submission; null when none is open. */
  oldestOpenAgeMs: number | null;
  waitingOverFiveDays: number;
  /** Submissions per day, oldest first, seven entries; `day` is YYYY-MM-DD in UTC. */
  week: { day: string; submitted: number; decided: number }[];
  previousWeek: { submitted: number; decided: number };
  /** Median ms from submission to decision over the last 30 days. */
  medianDecisionMs: number | null;
  latest: SubmissionSummary[];
  storage: StorageSummary;
  delivery: { pending: number; dead: number };
}

/**
 * Everything a person can do. Each act authorises, validates, and works in one transaction of the
 * guild's own database; it never knows who called it. `requestId` makes an act idempotent: the same
 * id (an interaction's, or one minted into a form) has one effect and the same answer.
 *
 * Errors: a `VektraError` with a stable code; anything else is a fault.
 */
export interface Operations {
  submissions: {
    submit(actor: Actor, input: SubmitInput): Promise<SubmissionReceipt>;
    /**
     * As `submit`; while the guild's database is away or its data is moving, the demo is parked
     * (unless an admin turned that off) and gets its number later.
     */
    submitOrDefer(
      actor: Actor,
      input: SubmitInput,
    ): Promise<SubmissionReceipt | { deferredAt: number }>;
    /** Submits a parked demo. The artist is told its number, or why it was refused. */
    submitDeferred(guildId: string, demo: DeferredSubmissionInput): Promise<SubmissionReceipt>;
    /** What is parked now, oldest first, at most 25. @throws `not_found` unless staff */
    listDeferred(actor: Actor): Promise<DeferredSubmissionSummary[]>;
    list(
      actor: Actor,
      query: SubmissionFilter & { before?: number; limit?: number },
    ): Promise<SubmissionPage>;
    countByStatus(actor: Actor): Promise<Record<Status, number>>;
    get(actor: Actor, number: number): Promise<SubmissionDetail>;
    listMine(actor: Actor): Promise<SubmissionSummary[]>;
    getMine(actor: Actor, number: number): Promise<SubmissionSummary>;
    withdraw(actor: Actor, input: { requestId: string; number: number }): Promise<void>;
  };
  review: {
    decide(actor: Actor, input: DecideInput): Promise<DecisionState>;
    undo(actor: Actor, input: { requestId: string; number: number }): Promise<Status>;
    setStatus(
      actor: Actor,
      input: { requestId: string; number: number; status: Status; reason?: string },
    ): Promise<Status>;
  };
  messages: {
    sendToArtist(
      actor: Actor,
      input: { requestId: string; number: number; body: string },
    ): Promise<{ messageId: string }>;
    /** The artist is known by Discord alone: they may have left the guild. */
    receiveFromArtist(input: ReceiveFromArtistInput): Promise<{ messageId: string }>;
  };
  settings: {
    setUp(actor: Actor, input: { labelName: string }): Promise<{ created: boolean }>;
    setStaffChannel(actor: Actor, input: { channelId: string }): Promise<void>;
    renameLabel(actor: Actor, input: { labelName: string }): Promise<void>;
    get(actor: Actor): Promise<GuildSettings>;
    getSetupState(actor: Actor): Promise<SetupState>;
  };
  storage: StorageOperations;
  overview: { get(actor: Actor): Promise<Overview> };
  access: {
    /** Whether the actor is staff here; false also where `/start` was never run. */
    isStaff(actor: Actor): Promise<boolean>;
  };
  plans: { get(guild: { guildId: string }): Promise<Plan> };
}

export interface SubmissionReceipt {
  number: number;
  isDuplicate: boolean;
}

/** A parked demo as its lot keeps it. */
export interface DeferredSubmissionInput {
  requestId: string;
  content: unknown;
}

/** A demo that waits for the guild's database; epoch ms. */
export interface DeferredSubmissionSummary {
  artistName: string;
  trackTitle: string;
  deferredAt: number;
}

export interface SubmitInput {
  requestId: string;
  artistName: string;
  trackTitle: string;
  trackUrl: string;
  genre?: string;
  message?: string;
}

export interface DecideInput {
  requestId: string;
  number: number;
  decision: Decision;
  reason?: string;
}
